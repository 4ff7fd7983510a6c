import { Textarea } from '@mantine/core';
import { useState } from 'react';

interface Props {
  label: string;
  description?: string;
  value: readonly string[];
  readOnly: boolean;
  error: string | null;
  className?: string | undefined;
  onChange(lines: string[]): void;
}

/** Several texts, a line each. What is half written is kept while somebody types. */
export function LinesField({ label, description, value, readOnly, error, className, onChange }: Props) {
  const [typed, setTyped] = useState<string | null>(null);
  return (
    <Textarea
      size="xs"
      label={label}
      description={description ?? 'One a line'}
      autosize
      minRows={1}
      {...(className ? { className } : {})}
      value={typed ?? value.join('\n')}
      readOnly={readOnly}
      error={error}
      onChange={({ currentTarget: { value: text } }) => {
        setTyped(text);
        onChange(
          text
            .split('\n')
            .map((line) => line.trim())
            .filter((line) => line !== ''),
        );
      }}
      onBlur={() => setTyped(null)}
    />
  );
}
