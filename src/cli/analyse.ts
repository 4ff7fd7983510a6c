import { type JudgedFile, judgeFile } from '../app/offline.ts';
import type { Config } from '../config.ts';
import type { Evaluation } from '../model/judgement.ts';
import { place } from './calls.ts';
import { type Output, table } from './print.ts';

/** Shows what the rules find in the call of one file, and how they judge it. */
export async function analyseFile(file: string, config: Config, output: Output): Promise<void> {
  const result = await judgeFile(file, config.analysis);
  output.answer(result, () => asText(result));
}

function asText(result: JudgedFile): string {
  const { title, id, notes, evaluations } = result;
  return [
    title ?? id,
    ...notes.map((note) => `! ${note.text}`),
    '',
    table(headlines(result)),
    ...listed(
      'Entities',
      result.entities.map((one) => [turnOf(one), one.type, one.text, one.value ?? '']),
    ),
    ...listed(
      'Risks',
      result.risk.map((one) => [turnOf(one), one.category, one.status]),
    ),
    ...listed(
      'To be redacted',
      result.pii.map((one) => [turnOf(one), one.type, one.text]),
    ),
    ...listed(
      'To do',
      result.actionItems.map((one) => [turnOf(one), one.who, one.what]),
    ),
    ...evaluations.flatMap(evaluationLines),
  ].join('\n');
}

function headlines(result: JudgedFile): string[][] {
  const { incidentType, priority, callerState, intent, sentiment, complaint, autoFail } = result;
  const rows: [string, string | null][] = [
    ['kind', result.kind],
    ['incident', incidentType && [incidentType, priority].filter(Boolean).join(', ')],
    ['caller', callerState],
    ['intent', intent],
    ['sentiment', sentiment && `${sentiment.start} → ${sentiment.end}`],
    ['complaint', complaint && `${complaint.type}, ${complaint.severity}`],
    ['auto-fail', autoFail.length > 0 ? autoFail.join(', ') : null],
  ];
  return rows.flatMap(([name, value]) => (value ? [[name, value]] : []));
}

function turnOf({ turn }: { turn: number | null }): string {
  return turn === null ? '' : `turn ${turn + 1}`;
}

function listed(title: string, rows: string[][]): string[] {
  return rows.length === 0
    ? []
    : ['', title, table(rows.map(([first = '', ...rest]) => [`  ${first}`, ...rest]))];
}

function evaluationLines(evaluation: Evaluation): string[] {
  const { scorecardTitle, score, band, coverage, marks, autoFails } = evaluation;
  const scored = score === null ? 'not scored' : `${score.toFixed(1)} ${band ?? ''}`.trim();
  return [
    '',
    `${scorecardTitle}: ${scored}, ${Math.round(coverage * 100)} % of the form judged`,
    ...autoFails.map((fail) => `  ! ${fail.title}: ${fail.reason}`),
    table(
      marks.map((mark) => [
        `  ${mark.answer}`,
        mark.criterionId,
        `${mark.reason}  [${mark.evidence.map(place).join('; ')}]`,
      ]),
    ),
  ];
}
