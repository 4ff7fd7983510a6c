import { RuleError } from '../rules/condition.ts';
import type { GuidesFormat } from './guide-format.ts';
import type { Incidents } from './incidents.ts';
import type { Notes } from './notes.ts';
import type { QuestionItem, Questions } from './questions.ts';

/** What call takers are shown of a pack's calls, with the question sets it speaks of. */
export interface Guides {
  format: GuidesFormat;
  questions: Questions;
}

/** What a pack's guides may speak of. */
export interface GuidesMayName {
  questions: Questions;
  incidents: Incidents | undefined;
  notes: Notes | null;
}

/** @throws RuleError for a guide that is there twice, and for a question, set, type or intent that is not there */
export function compileGuides(format: GuidesFormat, known: GuidesMayName): Guides {
  const { questions, incidents, notes } = known;
  const items = questions.format.items;
  demand([...Object.keys(format.items), ...format.last], (id) => Object.hasOwn(items, id), 'question');
  for (const [place, guide] of format.guides.entries()) {
    if (format.guides.findIndex(({ id }) => id === guide.id) !== place)
      throw new RuleError(guide.id, `there are two guides "${guide.id}"`);
    const sets = [...(guide.for.questions ?? []), ...(guide.set === undefined ? [] : [guide.set])];
    demand(sets, (id) => questions.sets.has(id), 'question set');
    demand(guide.ahead, (id) => Object.hasOwn(items, id), 'question');
    demand(
      guide.for.incidents,
      (code) => Object.hasOwn(incidents?.format.incidents ?? {}, code),
      'incident type',
    );
    demand(guide.for.intents, (id) => notes?.intents.some((one) => one.id === id) ?? false, 'intent');
  }
  return { format, questions };
}

function demand(ids: readonly string[] | undefined, isKnown: (id: string) => boolean, what: string): void {
  const strange = ids?.find((id) => !isKnown(id));
  if (strange !== undefined) throw new RuleError(strange, `there is no ${what} "${strange}"`);
}

type Guide = GuidesFormat['guides'][number];

/** What is asked of a call, in order, nothing twice. `set` is the one of its incident type. */
export function askedInOrder(guide: Guide, set: string | undefined, guides: Guides): QuestionItem[] {
  const { format, questions } = guides;
  const own = questions.sets.get(guide.set ?? set ?? '')?.items ?? [];
  const [first, ...entry] = questions.caseEntry;
  const waits = (item: QuestionItem) => format.last.includes(item.id);
  const rest = [...entry.filter((item) => !waits(item)), ...own, ...entry.filter(waits)];
  const ahead = guide.ahead.flatMap((id) => [...own, ...entry].find((item) => item.id === id) ?? []);
  const all = [...(first ? [first] : []), ...ahead, ...rest];
  return all.filter((item, place) => all.findIndex(({ id }) => id === item.id) === place);
}
