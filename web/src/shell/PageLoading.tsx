import { Skeleton } from '@mantine/core';
import { Page } from '../parts/Page.tsx';

export function PageLoading() {
  return (
    <Page>
      <div role="status" aria-label="Loading">
        <Skeleton height={28} width={180} mb="lg" />
        <Skeleton height={120} mb="sm" />
        <Skeleton height={240} />
      </div>
    </Page>
  );
}
