import { Skeleton } from '@mantine/core';
import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Failed } from '../../parts/Problem.tsx';

interface Props<T> {
  query: UseQueryResult<T>;
  /** `The assignments`: for what is said while and instead. */
  what: string;
  children(data: T): ReactNode;
}

/** What was asked of the server, or why it is not there. */
export function Asked<T>({ query, what, children }: Props<T>) {
  if (query.data !== undefined) return <>{children(query.data)}</>;
  if (query.isError)
    return (
      <Failed what={`${what} could not be loaded`} error={query.error} onRetry={() => void query.refetch()} />
    );
  return (
    <div role="status" aria-label={`${what}: loading`}>
      <Skeleton height={26} width={240} mb="sm" />
      <Skeleton height={280} />
    </div>
  );
}
