import { Button, EmptyState, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconMessage2Star from '@tabler/icons-react/dist/esm/icons/IconMessage2Star.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { type HotWordsInForce, mostHotWords } from '../../../../src/model/hot-words.ts';
import { useHotWords, useSaveHotWords } from '../../api/hot-words.ts';
import { formatCount } from '../../format/numbers.ts';
import { LeaveGuard } from '../../parts/LeaveGuard.tsx';
import { BackLink } from '../../parts/Naming.tsx';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { countOf, problemOfAll, problemsOf, toLists } from './drafts.ts';
import classes from './HotWords.module.css';
import { ListCard } from './ListCard.tsx';
import { SaveBar } from './SaveBar.tsx';
import { useDrafts } from './use-drafts.ts';
import { WhoTakesThem } from './WhoTakesThem.tsx';

/** Words and phrases that recognition favours, as lists: for every call, or for those of some queues. */
export function HotWordsPage() {
  useDocumentTitle('Hot words · Earshot');
  const words = useHotWords();
  return (
    <Page>
      <BackLink to="/speech">Speech</BackLink>
      <PageHead title="Hot words" note="Streets, units and names that are heard better when they are known" />
      {words.isPending ? (
        <div role="status" aria-label="Loading hot words">
          <Skeleton height={64} mb="md" />
          <Skeleton height={220} />
        </div>
      ) : words.data ? (
        <>
          <WhoTakesThem />
          <Lists inForce={words.data} onReload={async () => (await words.refetch()).data} />
        </>
      ) : (
        <Failed
          what="The hot words could not be loaded"
          error={words.error}
          onRetry={() => void words.refetch()}
        />
      )}
    </Page>
  );
}

interface ListsProps {
  inForce: HotWordsInForce;
  onReload(): Promise<HotWordsInForce | undefined>;
}

function Lists({ inForce, onReload }: ListsProps) {
  const { from, drafts, changed, change, remove, add, take, saved } = useDrafts(inForce.lists);
  const save = useSaveHotWords();
  const problems = drafts.map((draft) => problemsOf(draft, drafts));
  const ofAll = problemOfAll(drafts);
  const wrong = problems.filter(({ name, words }) => name !== null || words !== null).length;
  const discard = async () => {
    save.reset();
    take((await onReload())?.lists ?? from);
  };
  return (
    <>
      <OfSettings words={inForce.settings} />
      <section aria-labelledby="lists-title">
        <div className={classes.head}>
          <h2 id="lists-title">Lists</h2>
          <span className={classes.quiet}>
            {formatCount(countOf(drafts))} of {formatCount(mostHotWords)} words
          </span>
          <Button
            variant="default"
            leftSection={<IconPlus size={15} aria-hidden />}
            className={classes.add}
            onClick={add}
          >
            Add a list
          </Button>
        </div>
        {drafts.length === 0 ? (
          <EmptyState
            mt="lg"
            icon={<IconMessage2Star size={44} stroke={1.3} aria-hidden />}
            title={<h3>No lists yet</h3>}
            description="One for the units of the agency, one for the streets of each centre: whatever a recogniser cannot know."
          />
        ) : (
          <ul className={classes.list}>
            {drafts.map((draft, n) => (
              <ListCard
                key={draft.key}
                draft={draft}
                problems={problems[n]!}
                onChange={(part) => change(draft.key, part)}
                onRemove={() => remove(draft.key)}
              />
            ))}
          </ul>
        )}
      </section>
      <SaveBar
        changed={changed}
        saving={save.isPending}
        wasSaved={save.isSuccess}
        problem={
          ofAll ?? (wrong > 0 ? `${wrong === 1 ? 'One list' : `${wrong} lists`} cannot be saved yet` : null)
        }
        error={save.error}
        onSave={() =>
          save.mutate({ lists: toLists(drafts), from }, { onSuccess: ({ lists }) => saved(lists) })
        }
        onDiscard={() => void discard()}
      />
      <LeaveGuard when={changed} title="Leave without saving?" leave="Leave them unsaved">
        The lists of hot words were changed and not saved.
      </LeaveGuard>
    </>
  );
}

/** What stands in the settings is changed there. */
function OfSettings({ words }: { words: readonly string[] }) {
  if (words.length === 0) return null;
  return (
    <details className={classes.settings}>
      <summary>
        {words.length === 1 ? '1 word' : `${formatCount(words.length)} words`} of the settings, for every call
      </summary>
      <p>{words.join(', ')}</p>
    </details>
  );
}
