import { SegmentedControl, Select } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { Evaluation } from '../../../../../src/model/judgement.ts';
import type { Wait } from '../../../../../src/model/review.ts';
import { useGates } from '../../../api/agreement.ts';
import { useCallReview } from '../../../api/review.ts';
import { cardOf, useScorecards } from '../../../api/scorecards.ts';
import { StateOfCall } from '../../../parts/StateOfCall.tsx';
import { reviewReasonWords } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import { ReviewBar } from '../review/ReviewBar.tsx';
import { EvaluationHead } from './EvaluationHead.tsx';
import { bySection, type MarkedCriterion, weakestFirst } from './form.ts';
import { MarkRow } from './MarkRow.tsx';
import classes from './Marks.module.css';
import { SectionHead } from './SectionHead.tsx';
import { useMarking } from './use-marking.ts';

const route = getRouteApi('/calls/$callId');

export function Marks() {
  const { call } = useCallDesk();
  const { card } = route.useSearch();
  const [chosen, setChosen] = useState<string | null>(card ?? call.scorecardId);
  const evaluation = call.evaluations.find((one) => one.scorecardId === chosen) ?? call.evaluations[0];
  if (!evaluation) {
    return <p className={classes.quiet}>No marks yet. A call is judged as soon as it has a transcript.</p>;
  }
  return (
    <>
      {call.evaluations.length > 1 && (
        <Select
          mb="sm"
          aria-label="Scorecard"
          data={call.evaluations.map((one) => ({ value: one.scorecardId, label: one.scorecardTitle }))}
          value={evaluation.scorecardId}
          onChange={setChosen}
          allowDeselect={false}
        />
      )}
      {(call.state === 'processing' || call.state === 'queued') && (
        <div className={classes.again} role="status">
          <StateOfCall call={call} />
          These marks are from before.
        </div>
      )}
      <MarksOf key={evaluation.scorecardId} evaluation={evaluation} />
    </>
  );
}

type Order = 'form' | 'weak';
const noWaits: Wait[] = [];

function MarksOf({ evaluation }: { evaluation: Evaluation }) {
  const { call } = useCallDesk();
  const scorecards = useScorecards().data;
  const [order, setOrder] = useLocalStorage<Order>({ key: 'earshot-marks-order', defaultValue: 'form' });
  const gateOf = useGates(evaluation);
  const card = cardOf(scorecards, evaluation);
  const waits = (useCallReview(call.id).data?.waits ?? noWaits).filter(
    (wait) => wait.scorecardId === evaluation.scorecardId,
  );
  const sections = order === 'weak' ? null : bySection(evaluation, card);
  const rows = sections?.flatMap((section) => section.marked) ?? weakestFirst(evaluation, card);
  const marking = useMarking({
    scorecardId: evaluation.scorecardId,
    state: evaluation.state,
    criterionIds: rows.map(({ mark }) => mark.criterionId),
    waiting: new Set(waits.flatMap((wait) => wait.criterionIds)),
  });
  const row = (one: MarkedCriterion, heading: 'h3' | 'h4') => {
    const { criterionId, source } = one.mark;
    const reason = waits.find(
      (wait) => wait.blocksRelease && wait.criterionIds.includes(criterionId),
    )?.reason;
    return (
      <MarkRow
        key={criterionId}
        marked={one}
        gate={gateOf(criterionId, source)}
        heading={heading}
        weak={evaluation.weak.includes(criterionId)}
        waits={reason && reason !== 'unclear' ? reviewReasonWords[reason].toLowerCase() : undefined}
        marking={marking}
      />
    );
  };
  return (
    <>
      <EvaluationHead evaluation={evaluation} card={card} />
      <ReviewBar evaluation={evaluation} />
      <SegmentedControl
        fullWidth
        size="xs"
        mb="xs"
        aria-label="Order of the marks"
        value={order}
        onChange={(value) => setOrder(value as Order)}
        data={[
          { value: 'form', label: 'In order of the form' },
          { value: 'weak', label: 'Weakest first' },
        ]}
      />
      {sections === null ? (
        <ul className={classes.marks}>{rows.map((one) => row(one, 'h3'))}</ul>
      ) : (
        sections.map((section) => (
          <section key={section.id} aria-labelledby={`section-${section.id}`}>
            <SectionHead section={section} />
            <ul className={classes.marks}>{section.marked.map((one) => row(one, 'h4'))}</ul>
          </section>
        ))
      )}
    </>
  );
}
