import type { Kind, Turn } from '../../model/call.ts';
import type { Answer, Evaluation, Finding } from '../../model/judgement.ts';
import type { Assessment } from '../assess.ts';
import type { Pack } from '../packs/pack.ts';
import { cardOfForm, type LabelledForm } from './forms.ts';
import { type Note, notesOf } from './notes.ts';

/** What was found in a call and how it was judged, in the names in which people label calls. */
export interface LabelledResult {
  kind: Kind | null;
  /** The language of the words; null when too little is said to tell. */
  language: string | null;
  incidentType: string | null;
  priority: string | null;
  callerState: string | null;
  intent: string | null;
  sentiment: { start: string; end: string } | null;
  complaint: { type: string; severity: string } | null;
  entities: { type: string; text: string; value: string | null; turn: number }[];
  risk: { category: string; status: string; turn: number }[];
  pii: { type: string; text: string; turn: number }[];
  actionItems: { what: string; who: string; turn: number | null }[];
  criteria: Record<string, Answer>;
  criteriaCc: Record<string, Answer>;
  /** 1 to 5, or `unclear`. */
  scores8: Record<string, Answer>;
  /** The turns that prove each answer; none where a window was searched in vain. */
  evidence: Record<string, number[]>;
  autoFail: string[];
  evaluations: Evaluation[];
  /** What keeps the call from being judged as usual. */
  notes: Note[];
}

/** Puts what was found into the names of the labels. Pure: nothing is found or judged here. */
export function labelledResult(
  turns: readonly Turn[],
  assessment: Assessment,
  packs: readonly Pack[],
): LabelledResult {
  const { findings, evaluations, kind, language } = assessment;
  const textOf = quoting(turns);
  const all = (wanted: string) => findings.filter((one) => one.kind === wanted);
  const typeOf = (wanted: string) => findings.find((one) => one.kind === wanted)?.type ?? null;
  const complaint = findings.find((one) => one.kind === 'complaint');
  const forms = formsOf(evaluations, packs);
  return {
    kind,
    language: language.language,
    incidentType: typeOf('incident'),
    priority: typeOf('priority'),
    callerState: all('distress').find((one) => one.turn === null)?.type ?? null,
    intent: typeOf('intent'),
    sentiment: sentimentOf(all('sentiment')),
    complaint: complaint ? { type: complaint.type, severity: complaint.value ?? 'medium' } : null,
    entities: placed(all('entity')).map((one) => {
      const { type, value, turn } = one;
      return { type, text: textOf(one), value, turn };
    }),
    risk: risksOf(all('risk')),
    pii: placed(all('pii')).map((one) => ({ type: one.type, text: textOf(one), turn: one.turn })),
    actionItems: all('action_item').map((one) => {
      return { what: one.value ?? textOf(one), who: one.type, turn: one.turn };
    }),
    criteria: forms.criteria.answers,
    criteriaCc: forms.criteriaCc.answers,
    scores8: forms.scores8.answers,
    evidence: { ...forms.scores8.evidence, ...forms.criteriaCc.evidence, ...forms.criteria.evidence },
    autoFail: [...new Set([...forms.criteria.autoFail, ...forms.criteriaCc.autoFail])].sort(),
    evaluations,
    notes: notesOf(assessment),
  };
}

type Placed = Finding & { turn: number };

function placed(findings: readonly Finding[]): Placed[] {
  return findings.filter((one): one is Placed => one.turn !== null);
}

/** The words a finding points at: its characters of the turn, or the whole turn. */
function quoting(turns: readonly Turn[]): (finding: Finding) => string {
  const texts = new Map(turns.map((turn) => [turn.index, turn.text]));
  return ({ turn, chars }) => {
    const text = turn === null ? '' : (texts.get(turn) ?? '');
    return chars ? text.slice(chars.start, chars.end) : text;
  };
}

/** Each category once per turn and status. What belongs to another time or place (`context`) is not of this call. */
function risksOf(findings: readonly Finding[]): LabelledResult['risk'] {
  const risks = new Map<string, LabelledResult['risk'][number]>();
  for (const { type: category, status, turn } of placed(findings)) {
    if (status === null || status === 'context') continue;
    // People who label have one word for what is not so, whether it never was or is over.
    const labelled = status === 'resolved' ? 'denied' : status;
    risks.set(`${turn} ${category} ${labelled}`, { category, status: labelled, turn });
  }
  return [...risks.values()];
}

function sentimentOf(findings: readonly Finding[]): LabelledResult['sentiment'] {
  const of = (type: string) => findings.find((one) => one.type === type)?.value;
  const [start, end] = [of('customer_start'), of('customer_end')];
  return start && end ? { start, end } : null;
}

interface FormAnswers {
  answers: Record<string, Answer>;
  evidence: Record<string, number[]>;
  autoFail: string[];
}

function formsOf(evaluations: readonly Evaluation[], packs: readonly Pack[]) {
  const of = (form: LabelledForm) => formAnswers(form, evaluations, packs);
  return { criteria: of('criteria'), criteriaCc: of('criteriaCc'), scores8: of('scores8') };
}

function formAnswers(
  form: LabelledForm,
  evaluations: readonly Evaluation[],
  packs: readonly Pack[],
): FormAnswers {
  const asked = cardOfForm(form, packs);
  const evaluation = evaluations.find((one) => one.scorecardId === asked?.card.format.id);
  const found: FormAnswers = { answers: {}, evidence: {}, autoFail: [] };
  if (!asked || !evaluation) return found;
  for (const [id, criterionId] of asked.ids) {
    const mark = evaluation.marks.find((one) => one.criterionId === criterionId);
    if (!mark) continue;
    const turns = mark.evidence.flatMap((one) => (one.kind === 'turns' ? one.turns : []));
    found.answers[id] = mark.answer;
    found.evidence[id] = [...new Set(turns)].sort((a, b) => a - b);
  }
  found.autoFail = evaluation.autoFails.map((fail) => fail.id);
  return found;
}
