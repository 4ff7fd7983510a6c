import { EmptyState, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconMoodCheck from '@tabler/icons-react/dist/esm/icons/IconMoodCheck.mjs';
import { getRouteApi } from '@tanstack/react-router';
import { useRef } from 'react';
import type { ReviewQueue } from '../../../../src/model/review.ts';
import { useReviewQueue } from '../../api/review.ts';
import { formatCount } from '../../format/numbers.ts';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import classes from './Review.module.css';
import { ReviewFilters } from './ReviewFilters.tsx';
import { ReviewRow } from './ReviewRow.tsx';
import { type ReviewSearch, toReviewQuery } from './review-search.ts';

const route = getRouteApi('/review');

/** What waits for a person, and why; the most urgent first. */
export function ReviewPage() {
  useDocumentTitle('Review · Earshot');
  const search = route.useSearch();
  const navigate = route.useNavigate();
  const queue = useReviewQueue(toReviewQuery(search));
  const list = useRef<HTMLOListElement>(null);
  const change = (next: Partial<ReviewSearch>) =>
    void navigate({ search: (present) => ({ ...present, ...next }), replace: true });

  useShortcuts('Review', [
    { keys: ['j'], does: 'Next', run: () => moveFocus(list.current, 1) },
    { keys: ['k'], does: 'The one before', run: () => moveFocus(list.current, -1) },
    // Enter itself is the browser's: the focused row is a link.
    { keys: [], caps: ['Enter'], does: 'Open the call at that mark', run: () => undefined },
  ]);

  return (
    <Page>
      <PageHead
        title="Review"
        note={
          <span role="status" aria-live="polite">
            {queue.data && countOf(queue.data)}
          </span>
        }
      />
      {queue.isPending ? (
        <div role="status" aria-label="Loading what waits">
          <Skeleton height={40} mb="md" />
          <Skeleton height={320} />
        </div>
      ) : queue.isError && !queue.data ? (
        <Failed
          what="What waits could not be loaded"
          error={queue.error}
          onRetry={() => void queue.refetch()}
        />
      ) : (
        queue.data && (
          <>
            <ReviewFilters counts={queue.data.counts} search={search} onChange={change} />
            {queue.data.items.length === 0 ? (
              <EmptyState
                mt="xl"
                icon={<IconMoodCheck size={44} stroke={1.3} aria-hidden />}
                title={<h2>Nothing waits</h2>}
                description={
                  search.reason || search.kind
                    ? 'Nothing waits for this reason.'
                    : 'Every call that needed a person has had one.'
                }
              />
            ) : (
              <ol className={classes.list} ref={list}>
                {queue.data.items.map((item) => (
                  <ReviewRow key={`${item.call.id} ${item.reason} ${item.scorecardId}`} item={item} />
                ))}
              </ol>
            )}
          </>
        )
      )}
    </Page>
  );
}

function countOf({ items, total, calls }: ReviewQueue): string {
  if (total === 0) return '';
  const shown = items.length < total ? `, the ${formatCount(items.length)} most urgent shown` : '';
  return `${formatCount(total)} ${total === 1 ? 'thing waits' : 'things wait'} on ${formatCount(calls)} ${calls === 1 ? 'call' : 'calls'}${shown}`;
}

/** Moves the focus over the rows' links. */
function moveFocus(list: HTMLOListElement | null, step: 1 | -1): void {
  const links = [...(list?.querySelectorAll<HTMLElement>('[data-row-link]') ?? [])];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[at === -1 ? 0 : Math.min(links.length - 1, Math.max(0, at + step))]?.focus();
}
