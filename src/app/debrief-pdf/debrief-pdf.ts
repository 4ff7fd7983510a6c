import type { CadComparison, Debrief, MoodMoment, RunToCompare } from '../../model/debrief.ts';
import type { ScoreItem, ScorePart } from '../../model/drill.ts';
import { drawCourse } from './course.ts';
import { ink, openPaper, type Paper } from './paper.ts';
import {
  clock,
  day,
  endWords,
  modeWords,
  percent,
  phrasingOf,
  score as scoreText,
  sinceWords,
  wordsOf,
} from './words.ts';

/** The debriefing of a drill on paper: what its page shows, in the same order, and the transcript. */
export async function debriefPdf(debrief: Debrief): Promise<Buffer> {
  const { drill, score } = debrief;
  const title = `${drill.scenario.title}: debriefing of ${drill.trainee}`;
  const at = drill.endedAt ?? drill.createdAt;
  const paper = openPaper({
    title,
    author: 'Earshot',
    createdAt: new Date(at),
    foot: `${title}, ${day(at)}`,
  });
  head(debrief, paper);
  listed('Critical', [...score.critical, ...debrief.forbidden], paper);
  parts(score.parts, paper);
  facts(debrief, paper);
  listed('Clocks', debrief.clocks, paper);
  course(debrief, paper);
  record(debrief.cad, paper);
  notes(debrief, paper);
  comparison(debrief, paper);
  transcript(debrief, paper);
  return paper.bytes();
}

function head({ drill, score, scenarioNow }: Debrief, paper: Paper): void {
  const isMet = score.result === 'met';
  paper.title(drill.scenario.title);
  paper.line(
    `${drill.trainee} · level ${drill.scenario.level} · ${modeWords[drill.mode]} · seed ${drill.seed}${wordsOf(drill.words)} · ${day(drill.endedAt ?? drill.createdAt)} · ${clock(drill.durationMs)}`,
    { color: ink.quiet },
  );
  if (drill.ended) paper.line(endWords[drill.ended], { color: ink.quiet });
  if (drill.phrasing) paper.line(phrasingOf(drill.phrasing), { color: ink.quiet });
  paper.line(`${scoreText(score.total)} of 100: ${score.result}`, {
    isStrong: true,
    color: isMet ? ink.good : ink.poor,
  });
  if (scenarioNow === 'changed' || scenarioNow === 'gone')
    paper.line(sinceWords[scenarioNow], { color: ink.quiet });
  if (drill.exemplary) paper.line('Marked as a run to learn from.');
  if (drill.signedOff) {
    const { by, at, comment } = drill.signedOff;
    paper.line(`Signed off by ${by}, ${day(at)}${comment === '' ? '.' : `: ${comment}`}`);
  }
}

function parts(all: readonly ScorePart[], paper: Paper): void {
  paper.heading('Parts of the score');
  paper.table(
    [
      { title: 'Part', share: 0.2 },
      { title: 'Weight', share: 0.1 },
      { title: 'Points', share: 0.12 },
      { title: 'Why', share: 0.58 },
    ],
    all.map(({ title, weight, points, reason }) => [title, String(weight), percent(points), reason]),
  );
  for (const { title, items } of all.filter(({ id }) => !['facts', 'clocks', 'cad'].includes(id)))
    listed(title, items, paper);
}

function listed(title: string, items: readonly ScoreItem[], paper: Paper): void {
  if (items.length === 0) return;
  paper.heading(title);
  paper.table(
    [
      { title: 'What', share: 0.34 },
      { title: 'How it was', share: 0.13 },
      { title: 'Points', share: 0.1 },
      { title: 'Why', share: 0.43 },
    ],
    items.map(({ title: what, state, points, reason }) => [
      what,
      state === 'na' ? 'n/a' : state,
      percent(points),
      reason,
    ]),
  );
}

function facts({ facts: all }: Debrief, paper: Paper): void {
  if (all.length === 0) return;
  paper.heading('Facts');
  paper.table(
    [
      { title: 'Fact', share: 0.26 },
      { title: 'How', share: 0.13 },
      { title: 'At', share: 0.08 },
      { title: 'In the record', share: 0.23 },
      { title: 'Would have brought it out', share: 0.3 },
    ],
    all.map(({ title, critical, state, atMs, value, ask }) => [
      critical ? `${title} (critical)` : title,
      state,
      atMs === null ? '–' : clock(atMs),
      value,
      state === 'missed' ? (ask ?? '') : '',
    ]),
  );
}

function course({ course: moments, drill, exemplary }: Debrief, paper: Paper): void {
  if (moments.length === 0) return;
  paper.heading('Distress of the caller');
  const distress = moments.map(({ atMs, mood }) => ({ atMs, distress: mood.distress }));
  const worst = Math.max(...distress.map((one) => one.distress));
  const alt = `From ${distress[0]!.distress} at the start, ${worst} at its worst, to ${distress.at(-1)!.distress} at the end, on a scale from 1, normal talk, to 5, beyond reach.`;
  drawCourse({ own: distress, other: exemplary?.course ?? [], durationMs: drill.durationMs, alt }, paper);
  paper.line(`1 talks normally, 5 is beyond reach.${exemplary ? ` Dashed: ${exemplary.title}.` : ''}`, {
    color: ink.quiet,
    isSmall: true,
  });
  const moved = moments.filter((one, at) => at > 0 && one.mood.distress !== moments[at - 1]!.mood.distress);
  if (moved.length === 0) return;
  paper.table(
    [
      { title: 'At', share: 0.08 },
      { title: 'Distress', share: 0.1 },
      { title: 'What moved it', share: 0.3 },
      { title: 'Said', share: 0.52 },
    ],
    moved.map((moment) => [
      clock(moment.atMs),
      String(moment.mood.distress),
      movers(moment),
      drill.turns.find(({ index }) => index === moment.turn)?.text ?? '',
    ]),
  );
}

function movers({ acts, happened, turn }: MoodMoment): string {
  const words = [...acts.map(({ id }) => id), ...happened].map((code) => code.replaceAll('_', ' '));
  if (words.length > 0) return words.join(', ');
  return turn === null ? 'time that went by' : 'how it was said';
}

function record(rows: readonly CadComparison[], paper: Paper): void {
  if (rows.length === 0) return;
  paper.heading('Record');
  paper.table(
    [
      { title: 'Field', share: 0.16 },
      { title: 'Entered', share: 0.3 },
      { title: 'Expected', share: 0.24 },
      { title: 'Points', share: 0.08 },
      { title: 'Why', share: 0.22 },
    ],
    rows.map(({ title, given, expected, atMs, points, reason }) => [
      title,
      given === '' ? 'nothing' : `${given}${atMs === null ? '' : ` (${clock(atMs)})`}`,
      expected ?? 'nothing in particular',
      percent(points),
      reason,
    ]),
  );
}

function notes({ drill }: Debrief, paper: Paper): void {
  if (drill.notes.length === 0) return;
  paper.heading('Notes of the instructor');
  paper.table(
    [
      { title: 'At', share: 0.08 },
      { title: 'By', share: 0.2 },
      { title: 'Note', share: 0.72 },
    ],
    drill.notes.map(({ atMs, author, kind, text }) => [
      clock(atMs),
      author,
      kind === 'whisper' ? `${text} (the trainee saw it at once)` : text,
    ]),
  );
}

function comparison({ drill, score, earlier, exemplary }: Debrief, paper: Paper): void {
  const others = [...(exemplary ? [exemplary] : []), ...earlier];
  if (others.length === 0) return;
  paper.heading('Beside other runs');
  const share = 0.66 / score.parts.length;
  const row = (title: string, run: Pick<RunToCompare, 'total' | 'result' | 'parts'>) => [
    title,
    `${scoreText(run.total)} ${run.result}`,
    ...score.parts.map(({ id }) => percent(run.parts.find((part) => part.id === id)?.points ?? null)),
  ];
  paper.table(
    [
      { title: 'Run', share: 0.2 },
      { title: 'Total', share: 0.14 },
      ...score.parts.map(({ title }) => ({ title, share })),
    ],
    [row(`This run${wordsOf(drill.words)}`, score), ...others.map((run) => row(nameOf(run), run))],
  );
}

function nameOf({ title, at, words }: RunToCompare): string {
  return `${title}${at === null ? '' : `, ${day(at)}`}${wordsOf(words)}`;
}

function transcript({ drill }: Debrief, paper: Paper): void {
  if (drill.turns.length === 0) return;
  paper.heading('What was said');
  paper.table(
    [
      { title: 'At', share: 0.08 },
      { title: 'Who', share: 0.14 },
      { title: 'Words', share: 0.78 },
    ],
    drill.turns.map(({ startMs, role, text }) => [
      clock(startMs),
      role === 'agent' ? drill.trainee : 'Caller',
      text,
    ]),
  );
}
