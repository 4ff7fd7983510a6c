import { SegmentedControl, Select } from '@mantine/core';
import { useLocalStorage } from '@mantine/hooks';
import { useState } from 'react';
import { useGates } from '../../../api/agreement.ts';
import { cardOf, useScorecards } from '../../../api/scorecards.ts';
import { StateOfCall } from '../../../parts/StateOfCall.tsx';
import { useCallDesk } from '../call-desk.ts';
import { EvaluationHead } from './EvaluationHead.tsx';
import { bySection, weakestFirst } from './form.ts';
import { MarkRow } from './MarkRow.tsx';
import classes from './Marks.module.css';
import { SectionHead } from './SectionHead.tsx';

type Order = 'form' | 'weak';

export function Marks() {
  const { call } = useCallDesk();
  const scorecards = useScorecards().data;
  const [order, setOrder] = useLocalStorage<Order>({ key: 'earshot-marks-order', defaultValue: 'form' });
  const [chosen, setChosen] = useState<string | null>(call.scorecardId);
  const evaluation = call.evaluations.find((one) => one.scorecardId === chosen) ?? call.evaluations[0];
  const gateOf = useGates(evaluation);
  if (!evaluation) {
    return <p className={classes.quiet}>No marks yet. A call is judged as soon as it has a transcript.</p>;
  }
  const card = cardOf(scorecards, evaluation);
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
      <EvaluationHead evaluation={evaluation} card={card} />
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
      {order === 'weak' ? (
        <ul className={classes.marks}>
          {weakestFirst(evaluation, card).map((one) => (
            <MarkRow
              key={one.mark.criterionId}
              marked={one}
              gate={gateOf(one.mark.criterionId, one.mark.source)}
              heading="h3"
              weak={evaluation.weak.includes(one.mark.criterionId)}
            />
          ))}
        </ul>
      ) : (
        bySection(evaluation, card).map((section) => (
          <section key={section.id} aria-labelledby={`section-${section.id}`}>
            <SectionHead section={section} />
            <ul className={classes.marks}>
              {section.marked.map((one) => (
                <MarkRow
                  key={one.mark.criterionId}
                  marked={one}
                  gate={gateOf(one.mark.criterionId, one.mark.source)}
                  heading="h4"
                  weak={evaluation.weak.includes(one.mark.criterionId)}
                />
              ))}
            </ul>
          </section>
        ))
      )}
    </>
  );
}
