import { UnstyledButton, type UnstyledButtonProps } from '@mantine/core';
import type { ComponentPropsWithoutRef } from 'react';
import classes from './PlaceChip.module.css';

type Props = UnstyledButtonProps & Omit<ComponentPropsWithoutRef<'button'>, 'style'>;

/** A small button that leads to a place in a call. */
export function PlaceChip({ className = '', ...button }: Props) {
  return <UnstyledButton {...button} className={`${classes.chip} ${className}`} />;
}
