import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import { answerIn, type SpokenAnswer } from '../lexicon/answers.ts';
import { type Found, matchesIn, overlaps } from '../lexicon/find.ts';
import type { Category, Lexicon } from '../lexicon/lexicon.ts';
import { type Status, statusOf, strength } from '../lexicon/status.ts';
import type { Pack } from '../packs/pack.ts';
import type { HeardCall, HeardTurn } from '../text/hear.ts';
import type { Match } from '../text/match.ts';

/** What has to be remembered of the turns before to hear the risks in the next one. */
export interface RisksSoFar {
  /** The agent's last question that still waits for its answer. */
  asked: { endMs: number; counts: boolean; questions: Question[] } | null;
  /** The index of the last turn that asserted something of a family, or left it possible. */
  families: Readonly<Record<string, number>>;
  /** Words that may have been misheard, until their family speaks for them or they are too old. */
  misheard: readonly { family: string; finding: Finding }[];
}

interface Question {
  category: string;
  /** Its "no" says the risk: "is he breathing". */
  opposite: boolean;
}

export const noRisksYet: RisksSoFar = { asked: null, families: {}, misheard: [] };

interface Heard {
  category: Category;
  status: Status;
  words: Match;
  confidence: number;
}

const sureness: Record<Status, number> = {
  asserted: 0.9,
  possible: 0.6,
  denied: 0.85,
  asked: 0.95,
  resolved: 0.7,
  context: 0.7,
};
const misheardSureness = 0.4;
const answerWithinMs = 8000;
const misheardWithinTurns = 2;

/** All risks a call speaks of, one per category and turn with its strongest status, turn by turn. */
export function riskFindings(call: JudgedCall, heard: HeardCall, packs: readonly Pack[]): Finding[] {
  const lexicons = packs
    .filter((pack) => call.kind === null || pack.format.kind === call.kind)
    .flatMap((pack) => pack.lexicon ?? []);
  const [lexicon] = lexicons;
  if (!lexicon) return [];
  const findings: Finding[] = [];
  let before = noRisksYet;
  for (const turn of heard.turns) {
    const next = risksInTurn(turn, heard, lexicon, before);
    findings.push(...next.findings);
    before = next.soFar;
  }
  return findings.sort((a, b) => a.turn! - b.turn!);
}

/**
 * The risks one turn speaks of, given what came before it; nothing after it is looked at, so that a live call is
 * heard the same way. A finding may point at a turn before, when this one shows what was said there.
 */
export function risksInTurn(
  turn: HeardTurn,
  call: HeardCall,
  lexicon: Lexicon,
  before: RisksSoFar,
): { findings: Finding[]; soFar: RisksSoFar } {
  if (turn.role === 'agent') return agentTurn(turn, call, lexicon, before);
  const own = lexicon.categories.flatMap((category) => {
    const said = hitsOf(category, turn, call, before).map((words) => {
      const status = statusOf(words, category, lexicon, turn, call);
      return { category, status, words, confidence: sureness[status] };
    });
    const hinted = matchesIn(category.hints, turn, call).map(
      (words): Heard => ({ category, status: 'possible', words, confidence: sureness.possible - 0.1 }),
    );
    const best = strongest([...said, ...hinted]);
    return best ? [best] : [];
  });
  const answers = answersIn(turn, call, lexicon, before, own);
  const answered = new Set(answers.map(({ category }) => category.id));
  const all = [...own.filter(({ category }) => !answered.has(category.id)), ...answers];
  const families: Record<string, number> = { ...before.families };
  for (const { category, status } of all) {
    if (status === 'asserted' || status === 'possible') families[category.family] = turn.index;
  }
  const waiting = [...before.misheard, ...misheardIn(turn, call, lexicon, all)].filter(
    ({ finding }) => turn.index - finding.turn! <= misheardWithinTurns,
  );
  const speaksFor = ({ family, finding }: { family: string; finding: Finding }) =>
    Math.abs((families[family] ?? Number.POSITIVE_INFINITY) - finding.turn!) <= misheardWithinTurns;
  const findings = all.map((one) => findingOf(one, turn));
  return {
    findings: [...findings, ...waiting.filter(speaksFor).map(({ finding }) => finding)],
    soFar: { asked: null, families, misheard: waiting.filter((one) => !speaksFor(one)) },
  };
}

function findingOf({ category, status, words, confidence }: Heard, turn: HeardTurn): Finding {
  return {
    kind: 'risk',
    type: category.id,
    value: null,
    status,
    turn: turn.index,
    chars: { start: turn.tokens[words.from]!.start, end: turn.tokens[words.to - 1]!.end },
    span: { startMs: turn.startMs, endMs: turn.endMs },
    confidence,
    source: 'rule',
  };
}

function strongest(heard: readonly Heard[]): Heard | undefined {
  return [...heard].sort((a, b) => strength.indexOf(a.status) - strength.indexOf(b.status))[0];
}

/** Where a category's words stand in a turn and mean it. */
function hitsOf(category: Category, turn: HeardTurn, call: HeardCall, before: RisksSoFar): readonly Found[] {
  const hits = matchesIn(category.says, turn, call);
  if (hits.length === 0) return [];
  const meant = category.family in before.families;
  const others = [
    ...matchesIn(category.unless, turn, call),
    ...(meant ? [] : matchesIn(category.figurative, turn, call)),
  ];
  return hits.filter((hit) => !others.some((other) => overlaps(hit, other)));
}

/** An agent only asks; what the agent states is no finding. */
function agentTurn(
  turn: HeardTurn,
  call: HeardCall,
  lexicon: Lexicon,
  before: RisksSoFar,
): { findings: Finding[]; soFar: RisksSoFar } {
  const asked: Heard[] = [];
  const questions: Question[] = [];
  for (const category of lexicon.categories) {
    const opposite = matchesIn(category.opposite, turn, call).length > 0;
    const words = [
      ...matchesIn(category.asks, turn, call).filter((match) => isInQuestion(match, turn)),
      ...(category.asksOnly
        ? []
        : hitsOf(category, turn, call, before).filter((hit) => isInQuestion(hit, turn))),
    ];
    if (words[0]) {
      asked.push({ category, status: 'asked', words: words[0], confidence: sureness.asked });
      questions.push({ category: category.id, opposite: false });
    } else if (opposite) questions.push({ category: category.id, opposite: true });
  }
  const waits = questions.length > 0 || turn.questions.length > 0;
  const next = { endMs: turn.endMs, counts: countsIn(turn), questions };
  return {
    findings: asked.map((one) => findingOf(one, turn)),
    soFar: { ...before, asked: waits ? next : before.asked },
  };
}

const questionTokens = 20;

function isInQuestion(hit: Match, { tokens, questions }: HeardTurn): boolean {
  return questions.some(
    (start) =>
      start <= hit.from &&
      hit.from - start <= questionTokens &&
      tokens[start]!.sentence === tokens[hit.from]!.sentence,
  );
}

function countsIn({ said }: HeardTurn): boolean {
  return /\bhow (many|much|long (was|were|has|had|did|is))\b/.test(said);
}

/** What a turn answers to the question before it. */
function answersIn(
  turn: HeardTurn,
  call: HeardCall,
  lexicon: Lexicon,
  { asked }: RisksSoFar,
  own: readonly Heard[],
): Heard[] {
  if (!asked || asked.questions.length === 0 || turn.startMs - asked.endMs > answerWithinMs) return [];
  const answer = answerIn(turn, call, lexicon);
  return asked.questions.flatMap(({ category: id, opposite }) => {
    const category = lexicon.categories.find((one) => one.id === id)!;
    const named = own.find((one) => one.category === category);
    if (named) return surer(named, answer, opposite);
    const confirmed = matchesIn(category.confirms, turn, call)[0];
    if (confirmed && answer?.kind !== 'no') {
      const status = statusOf(confirmed, category, lexicon, turn, call);
      return { category, status, words: confirmed, confidence: sureness[status] - 0.1 };
    }
    if (!answer) return asked.counts ? counted(category, turn) : [];
    const status = answeredStatus(answer.kind, opposite);
    if (!status || (status === 'asserted' && !opposite && speaksOf(category.family, own))) return [];
    return { category, status, words: answer.words, confidence: sureness[status] - 0.05 };
  });
}

/** "Yeah, a pistol or something": the yes leaves no doubt. */
function surer(named: Heard, answer: SpokenAnswer | undefined, opposite: boolean): Heard[] {
  if (named.status !== 'possible' || opposite || answer?.kind !== 'yes') return [];
  return [{ ...named, status: 'asserted', confidence: sureness.asserted }];
}

/** "Any weapons?" "Yeah, a gun." asserts the gun alone. */
function speaksOf(family: string, own: readonly Heard[]): boolean {
  return own.some((one) => one.category.family === family && one.status === 'asserted');
}

const counts = /^(one|two|three|four|five|six|seven|eight|nine|ten|lots|few|couple|several|\d{1,2})$/;

/** "How many times did he shoot?" "Four or five." */
function counted(category: Category, { tokens }: HeardTurn): Heard[] {
  const at = tokens.findIndex(({ word }) => counts.test(word));
  if (at < 0) return [];
  return [{ category, status: 'asserted', words: { from: at, to: at + 1 }, confidence: 0.7 }];
}

function answeredStatus(kind: SpokenAnswer['kind'], opposite: boolean): Status | undefined {
  if (kind === 'unsure') return 'possible';
  if (opposite) return kind === 'no' ? 'asserted' : undefined;
  return kind === 'yes' ? 'asserted' : 'denied';
}

/** Words that sound like a category's, in a turn that does not name it. */
function misheardIn(turn: HeardTurn, call: HeardCall, lexicon: Lexicon, all: readonly Heard[]) {
  return lexicon.categories.flatMap((category) => {
    const words = matchesIn(category.misheard, turn, call)[0];
    if (!words || all.some((one) => one.category.id === category.id)) return [];
    const heard: Heard = { category, status: 'possible', words, confidence: misheardSureness };
    return [{ family: category.family, finding: findingOf(heard, turn) }];
  });
}
