import { Skeleton } from '@mantine/core';
import classes from './CallsLoading.module.css';

const widths = [44, 58, 36, 50, 62, 40, 54, 47, 60, 38, 52, 45];

export function CallsLoading() {
  return (
    <div role="status" aria-label="Loading calls" className={classes.table}>
      {widths.map((width) => (
        <div key={width} className={classes.row}>
          <Skeleton height={11} width="70%" />
          <Skeleton height={11} width={`${width}%`} />
          <Skeleton height={11} width="55%" />
          <Skeleton height={11} width="35%" />
        </div>
      ))}
    </div>
  );
}
