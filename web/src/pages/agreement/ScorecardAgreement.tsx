import { Table } from '@mantine/core';
import { useId } from 'react';
import type { AgreementOverview, GatedScorecard } from '../../../../src/model/agreement.ts';
import { formatCount } from '../../format/numbers.ts';
import classes from './Agreement.module.css';
import { figure, share } from './figures.ts';
import { QuestionRow } from './QuestionRow.tsx';

interface Props {
  card: GatedScorecard;
  bar: AgreementOverview['bar'];
}

/** One scorecard: what is known of its scores, and a row for each question. */
export function ScorecardAgreement({ card, bar }: Props) {
  const id = useId();
  const hasNo = card.criteria.some((one) => one.no !== null);
  const facts = card.criteria.filter((one) => one.gate.state === 'fact').length;
  return (
    <div className={classes.card}>
      <div className={classes.head}>
        <h3 id={id}>{card.scorecardTitle}</h3>
        <p className={classes.quiet}>
          Version {card.scorecardVersion} · {formatCount(card.calls)} {card.calls === 1 ? 'call' : 'calls'} ·{' '}
          {facts} of {card.criteria.length} questions shown as facts
        </p>
      </div>
      <dl className={classes.totals}>
        <Total name="Mean kappa" value={figure(card.means.kappa.value)} />
        <Total name="Answered" value={share(card.means.coverage.value)} />
        {hasNo && <Total name="“No” found" value={share(card.no.recall.value)} />}
        {hasNo && <Total name="“No” right" value={share(card.no.precision.value)} />}
        <Total name="Score off by" value={points(card.score.meanAbsoluteError.value)} />
        <Total name="Within 5 points" value={share(card.score.within5.value)} />
        <Total
          name="Off by, labelled questions only"
          value={points(card.scoreOfLabelled.meanAbsoluteError.value)}
        />
        <Total name="ICC(2,1)" value={figure(card.score.icc.value)} />
      </dl>
      <Table className={classes.table} aria-labelledby={id} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th className={classes.question}>Question</Table.Th>
            <Table.Th className={classes.gate}>Shown as</Table.Th>
            <Table.Th className={classes.number}>Calls</Table.Th>
            <Table.Th className={classes.number}>Agree</Table.Th>
            <Table.Th className={classes.kappa}>Kappa</Table.Th>
            <Table.Th className={classes.number}>AC1</Table.Th>
            <Table.Th className={classes.no}>{hasNo ? '“No” found, right' : 'Off by, bias'}</Table.Th>
            <Table.Th className={classes.number}>Answered</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {card.criteria.map((question) => (
            <QuestionRow key={question.label} question={question} bar={bar} />
          ))}
        </Table.Tbody>
      </Table>
    </div>
  );
}

function points(value: number | null): string {
  return value === null ? '–' : `${value.toFixed(1)} points`;
}

function Total({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
