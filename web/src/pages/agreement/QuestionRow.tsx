import { Table } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { AgreementOverview, GatedQuestion, Mistake } from '../../../../src/model/agreement.ts';
import { answerOfText, wordsOfCode } from '../../words.ts';
import classes from './Agreement.module.css';
import { figure, share, signed } from './figures.ts';
import { GateChip } from './GateChip.tsx';
import { KappaScale } from './KappaScale.tsx';

interface Props {
  question: GatedQuestion;
  bar: AgreementOverview['bar'];
}

export function QuestionRow({ question, bar }: Props) {
  const { label, title, n, labelled, agreement, kappa, ac1, coverage, no, isPrevalent } = question;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes.question}>
        <span className={classes.title}>
          {isNumbered(label) && <span className={classes.id}>{label}</span>} {title ?? wordsOfCode(label)}
        </span>
        <Disagreements question={question} />
      </Table.Th>
      <Table.Td>
        <GateChip gate={question.gate} />
        {question.gate.state !== 'fact' && <p className={classes.reason}>{question.gate.reason}</p>}
      </Table.Td>
      <Table.Td className={classes.number}>{n === labelled ? n : `${n} of ${labelled}`}</Table.Td>
      <Table.Td className={classes.number}>{share(agreement.value)}</Table.Td>
      <Table.Td>
        <KappaScale kappa={kappa} least={bar.leastKappa} />
        {isPrevalent && n > 0 && <p className={classes.reason}>nearly all alike: read AC1</p>}
      </Table.Td>
      <Table.Td className={classes.number}>{figure(ac1.value)}</Table.Td>
      <Table.Td className={classes.no}>
        {no
          ? `${share(no.recall.value)}, ${share(no.precision.value)}`
          : `${figure(question.meanAbsoluteError)}, ${signed(question.meanDifference)}`}
      </Table.Td>
      <Table.Td className={classes.number}>{share(coverage)}</Table.Td>
    </Table.Tr>
  );
}

/** A form's own numbering, such as A1, which people know it by; other ids only repeat the title. */
function isNumbered(label: string): boolean {
  return /^[A-Z]+\d/.test(label);
}

/** Golden calls have names; calls that are here can be opened at the mark. */
function CallOf({ mistake: { call }, criterionId }: { mistake: Mistake; criterionId: string | null }) {
  if (!/^[0-9a-f-]{36}$/.test(call)) return <span className={classes.id}>{call}</span>;
  return (
    <Link to="/calls/$callId" params={{ callId: call }} search={{ mark: criterionId ?? undefined }}>
      this call
    </Link>
  );
}

function Disagreements({ question: { mistakes, criterionId } }: { question: GatedQuestion }) {
  if (mistakes.length === 0) return null;
  return (
    <details className={classes.mistakes}>
      <summary>{mistakes.length === 1 ? '1 disagreement' : `${mistakes.length} disagreements`}</summary>
      <ul>
        {mistakes.map((one) => (
          <li key={one.call}>
            <CallOf mistake={one} criterionId={criterionId} /> people say{' '}
            <strong>{answerOfText(one.expected)}</strong>, it was answered{' '}
            <strong>{answerOfText(one.got)}</strong>: {one.reason}
          </li>
        ))}
      </ul>
    </details>
  );
}
