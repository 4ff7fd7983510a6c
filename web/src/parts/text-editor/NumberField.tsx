import { NumberInput } from '@mantine/core';
import { useState } from 'react';

interface Props {
  label: string;
  description?: string;
  value: number | null;
  min?: number;
  max?: number;
  readOnly: boolean;
  error: string | null;
  hideLabel?: boolean;
  className?: string | undefined;
  onChange(value: number): void;
  /** For a number that may be left out. */
  onClear?(): void;
}

/** A number that may be empty or half written while somebody types; it is passed on as soon as it is one. */
export function NumberField({ label, hideLabel, value, onChange, onClear, ...rest }: Props) {
  const [typed, setTyped] = useState<number | string | null>(null);
  return (
    <NumberInput
      {...(hideLabel ? { 'aria-label': label } : { label })}
      {...rest}
      value={typed ?? value ?? ''}
      allowNegative={false}
      clampBehavior="none"
      hideControls
      onChange={(next) => {
        setTyped(next);
        if (typeof next === 'number') onChange(next);
        else if (next === '') onClear?.();
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
