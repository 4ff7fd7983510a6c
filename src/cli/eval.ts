import { measureFolder } from '../app/offline.ts';
import type { Config } from '../config.ts';
import type {
  AgreementReport,
  Detection,
  Estimate,
  Mistake,
  ScorecardAgreement,
} from '../model/agreement.ts';
import { type Output, table } from './print.ts';

/** Shows how far the rules agree with the labels of a folder of calls. */
export async function evalFolder(
  folder: string,
  flags: { mistakes: boolean },
  config: Config,
  output: Output,
): Promise<void> {
  const report = await measureFolder(folder, config.analysis);
  output.answer(report, () => (flags.mistakes ? mistakesAsText(report.mistakes) : asText(report)));
}

function asText(report: AgreementReport): string {
  return [
    `${report.calls} calls`,
    ...report.scorecards.flatMap(scorecardLines),
    '',
    table([
      ['fact', 'n', 'right', 'kappa', 'coverage'],
      ...Object.entries(report.facts).map(([name, fact]) => [
        name,
        String(fact.labelled),
        shown(fact.accuracy),
        shown(fact.kappa),
        digits(fact.coverage),
      ]),
    ]),
    '',
    table([
      ['found', 'there', 'precision', 'recall', 'F1'],
      detectionRow('entities', report.entities.all),
      ...Object.entries(report.entities.byType).map(([type, one]) => detectionRow(`  ${type}`, one)),
      detectionRow('risks', report.risks.all),
      detectionRow('risks, any status', report.risksWithoutStatus.all),
      detectionRow('pii', report.pii.all),
      ...Object.entries(report.pii.byType).map(([type, one]) => detectionRow(`  ${type}`, one)),
      detectionRow('action items', report.actionItems.all),
    ]),
  ].join('\n');
}

function scorecardLines(card: ScorecardAgreement): string[] {
  const { means, no, score, autoFails } = card;
  const rows = card.criteria.map((one) => [
    one.label,
    `${one.n} of ${one.labelled}`,
    shown(one.agreement),
    `${shown(one.kappa)}${one.isPrevalent ? ' *' : ''}`,
    shown(one.ac1),
    one.no ? shown(one.no.precision) : '',
    one.no ? shown(one.no.recall) : '',
    one.title ?? 'not asked by the scorecard',
  ]);
  return [
    '',
    `${card.scorecardTitle} (${card.calls} calls)`,
    table([['question', 'answered', 'agreement', 'kappa', 'AC1', '"no" precision', 'recall', ''], ...rows]),
    '* nearly all answers are the same: read AC1',
    `means: agreement ${shown(means.agreement)}, kappa ${shown(means.kappa)}, AC1 ${shown(means.ac1)}, coverage ${shown(means.coverage)}`,
    `"no" of all questions: precision ${shown(no.precision)}, recall ${shown(no.recall)}`,
    scoreLine('score as shown', score),
    scoreLine('score of the labelled questions, before auto-fails', card.scoreOfLabelled),
    ...(autoFails
      ? [`auto-fails: precision ${shown(autoFails.precision)}, recall ${shown(autoFails.recall)}`]
      : []),
  ];
}

function scoreLine(
  name: string,
  { n, meanAbsoluteError, within5, icc }: ScorecardAgreement['score'],
): string {
  return `${name} (${n} calls): off by ${shown(meanAbsoluteError)}, within 5 points ${shown(within5)}, ICC(2,1) ${shown(icc)}`;
}

function detectionRow(name: string, one: Detection): string[] {
  return [name, String(one.right + one.missed), shown(one.precision), shown(one.recall), shown(one.f1)];
}

function digits(value: number | null): string {
  return value === null ? '–' : value.toFixed(2);
}

function shown({ value, low, high }: Estimate): string {
  return low === null || high === null ? digits(value) : `${digits(value)} (${digits(low)}–${digits(high)})`;
}

function mistakesAsText(mistakes: readonly Mistake[]): string {
  const groups = Map.groupBy(mistakes, ({ what, id }) => (what === 'criterion' ? `${what} ${id}` : what));
  return [...groups]
    .toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))
    .map(([title, group]) => `${title}: ${group.length}\n${table(group.map(mistakeRow))}`)
    .join('\n\n');
}

function mistakeRow({ call, id, turn, expected, got, reason }: Mistake): string[] {
  const place = turn === null ? call : `${call} turn ${turn}`;
  return [`  ${place}`, id, `expected ${expected ?? 'nothing'}`, `got ${got ?? 'nothing'}`, reason ?? ''];
}
