import { Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { AgreementOverview, SourceAgreement } from '../../../../src/model/agreement.ts';
import { useAgreement } from '../../api/agreement.ts';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { markSourceWords } from '../../words.ts';
import classes from './Agreement.module.css';
import { ScorecardAgreement } from './ScorecardAgreement.tsx';

export function AgreementPage() {
  useDocumentTitle('Agreement · Earshot');
  const agreement = useAgreement();
  return (
    <Page>
      <PageHead title="Agreement" note="How often marks are the ones people give, question by question" />
      {agreement.isPending ? (
        <div role="status">
          <p className={classes.quiet}>
            Judging the golden calls. The first time after a change takes a while.
          </p>
          <Skeleton height={72} mb="md" />
          <Skeleton height={420} />
        </div>
      ) : agreement.isError && !agreement.data ? (
        <Failed
          what="The agreement could not be loaded"
          error={agreement.error}
          onRetry={() => void agreement.refetch()}
        />
      ) : (
        agreement.data && <Overview overview={agreement.data} />
      )}
    </Page>
  );
}

function Overview({ overview: { bar, sources } }: { overview: AgreementOverview }) {
  if (sources.every((source) => source.scorecards.length === 0)) {
    return (
      <p className={classes.quiet}>
        Nothing to compare with yet. Add golden calls to a pack: calls with the marks a person would give.
      </p>
    );
  }
  return (
    <>
      <p className={classes.bar}>
        Answers to a question are shown as facts from a kappa of <strong>{bar.leastKappa}</strong> on at least{' '}
        <strong>{bar.leastCalls}</strong> calls; all others are marked as suggestions on the call. Figures in
        brackets hold the true value in 95 of 100 samples like this one.
      </p>
      {sources.map((source) => (
        <section key={`${source.source} ${source.model} ${source.basis}`} className={classes.source}>
          <h2>{titleOf(source)}</h2>
          {source.basis === 'golden calls' && (
            <p className={classes.quiet}>
              Golden calls come with the packs, and the rules were written with them at hand: on your own
              calls expect somewhat less.
            </p>
          )}
          {source.basis === 'people here' && (
            <p className={classes.quiet}>
              Only answers that somebody gave count, and people answer most where they differ: to learn how
              {source.source === 'person' ? ' well people agree' : ' good it is'}, have whole calls answered,
              also where the mark is right.
            </p>
          )}
          {source.scorecards.map((card) => (
            <ScorecardAgreement key={`${card.scorecardId} ${card.scorecardVersion}`} card={card} bar={bar} />
          ))}
        </section>
      ))}
    </>
  );
}

function titleOf({ source, model, basis }: SourceAgreement): string {
  if (source === 'person') return 'People, where two answered the same question';
  const who = model ?? (source === 'rule' ? 'Rules' : markSourceWords[source]);
  return `${who}, compared with ${basis === 'golden calls' ? 'golden calls' : 'people here'}`;
}
