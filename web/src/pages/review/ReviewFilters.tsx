import { Checkbox, Select, UnstyledButton } from '@mantine/core';
import { Kind } from '../../../../src/model/call.ts';
import { type ReviewQueue, ReviewReason } from '../../../../src/model/review.ts';
import { formatCount } from '../../format/numbers.ts';
import { kindWords, reviewReasonWords } from '../../words.ts';
import classes from './Review.module.css';
import type { ReviewSearch } from './review-search.ts';

interface Props {
  counts: ReviewQueue['counts'];
  search: ReviewSearch;
  onChange(next: Partial<ReviewSearch>): void;
}

/** Each reason with how much waits for it; a click shows only that. */
export function ReviewFilters({ counts, search, onChange }: Props) {
  const all = ReviewReason.options.reduce((sum, reason) => sum + counts[reason], 0);
  return (
    <search className={classes.filters}>
      <fieldset className={classes.reasons}>
        <legend className={classes.hidden}>Reason</legend>
        <Chip label="All" count={all} on={!search.reason} onPick={() => onChange({ reason: undefined })} />
        {ReviewReason.options.map((reason) => (
          <Chip
            key={reason}
            label={reviewReasonWords[reason]}
            count={counts[reason]}
            on={search.reason === reason}
            onPick={() => onChange({ reason: search.reason === reason ? undefined : reason })}
          />
        ))}
      </fieldset>
      <Checkbox
        size="xs"
        label="Drills too"
        checked={search.drills === '1'}
        onChange={({ currentTarget }) => onChange({ drills: currentTarget.checked ? '1' : undefined })}
      />
      <Select
        className={classes.kind}
        aria-label="Kind"
        placeholder="Any kind"
        data={Kind.options.map((value) => ({ value, label: kindWords[value] }))}
        value={search.kind ?? null}
        onChange={(kind) => onChange({ kind: kind ?? undefined })}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear kind' }}
      />
    </search>
  );
}

interface ChipProps {
  label: string;
  count: number;
  on: boolean;
  onPick(): void;
}

function Chip({ label, count, on, onPick }: ChipProps) {
  return (
    <UnstyledButton
      className={classes.chip}
      aria-pressed={on}
      onClick={onPick}
      data-none={count === 0 || undefined}
    >
      {label} <strong>{formatCount(count)}</strong>
    </UnstyledButton>
  );
}
