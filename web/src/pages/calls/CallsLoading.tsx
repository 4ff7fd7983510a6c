import { Skeleton } from '@mantine/core';

const rows = Array.from({ length: 12 }, (_, index) => index);

export function CallsLoading() {
  return (
    <div role="status" aria-label="Loading calls">
      <Skeleton height={30} mb={6} />
      {rows.map((row) => (
        <Skeleton key={row} height={44} mb={3} radius="xs" />
      ))}
    </div>
  );
}
