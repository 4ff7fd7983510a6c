import type { Answer } from '../../model/judgement.ts';
import { currentVersion } from '../choose.ts';
import type { Pack, Scorecard } from '../packs/pack.ts';
import type { LabelledCall, Labels } from './labelled-call.ts';

/** The forms whose answers labels hold: the scorecards that ask them, by the name of the labels. */
const scorecardIds = {
  criteria: 'psap-call-taking',
  criteriaCc: 'contact-centre-voice',
  scores8: 'contact-centre-classic',
} as const satisfies Partial<Record<keyof Labels, string>>;
export type LabelledForm = keyof typeof scorecardIds;
const labelledForms = Object.keys(scorecardIds) as LabelledForm[];

/** Where the packs lack a form: a scorecard whose criteria tell by `sameAs` which of its questions they are. */
const standIns: Partial<Record<LabelledForm, string>> = { criteria: 'psap-911-script' };

/** A scorecard that asks the questions of a form. */
export interface FormCard {
  card: Scorecard;
  /** The scorecard's id of each question, by the form's. */
  ids: ReadonlyMap<string, string>;
}

/** The scorecard that asks a form's questions; null when the packs hold none. */
export function cardOfForm(form: LabelledForm, packs: readonly Pack[]): FormCard | null {
  const find = (id: string) => packs.map((pack) => currentVersion(pack, id)).find((card) => card !== null);
  const own = find(scorecardIds[form]);
  if (own) return { card: own, ids: sameIds(own) };
  const standIn = find(standIns[form] ?? '');
  if (!standIn) return null;
  const shared = standIn.criteria.filter(({ format }) => format.sameAs !== undefined);
  return { card: standIn, ids: new Map(shared.map(({ format }) => [format.sameAs!, format.id])) };
}

/** A person's answers to the questions of a scorecard. */
export interface PersonAnswers extends FormCard {
  /** By the form's ids. */
  answers: Readonly<Record<string, Answer>>;
  /** Null where they said nothing of them. */
  autoFails: readonly string[] | null;
}

/** What people answered of a labelled call, by scorecard; answers to a scorecard itself come before those of a form. */
export function personAnswers({ labels, marks }: LabelledCall, packs: readonly Pack[]): PersonAnswers[] {
  const own =
    marks && packs.map((pack) => currentVersion(pack, marks.scorecardId)).find((card) => card !== null);
  const found: PersonAnswers[] = own
    ? [{ card: own, ids: sameIds(own), answers: marks.answers, autoFails: null }]
    : [];
  for (const form of labelledForms) {
    const answers = labels[form];
    const asked = answers && cardOfForm(form, packs);
    if (!asked || found.some((one) => one.card === asked.card)) continue;
    const autoFails = form === 'criteria' ? (labels.autoFail ?? null) : null;
    found.push({ ...asked, answers, autoFails });
  }
  return found;
}

function sameIds(card: Scorecard): Map<string, string> {
  return new Map(card.criteria.map(({ format }) => [format.id, format.id]));
}
