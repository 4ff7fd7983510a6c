import { parseDocument } from 'yaml';
import { z } from 'zod';

/** What the form shows of a scorecard's text, as far as it is there; all else is the YAML's business. */
const loose = <T extends z.ZodType>(schema: T) => schema.nullable().catch(null).default(null);
const Text = loose(z.string());

const FormCriterion = z.object({
  id: z.string().catch(''),
  title: Text,
  question: Text,
  answers: loose(z.enum(['rating', 'check'])),
  weight: loose(z.number()),
  comment: z.array(z.string()).catch([]).default([]),
  fault: loose(z.looseObject({ class: Text })),
  appliesWhen: loose(z.looseObject({ otherwise: Text })),
});
export type FormCriterion = z.infer<typeof FormCriterion>;

/** Which calls it is for; what the form does not know (a condition) is kept. */
const FormAssignment = z.looseObject({
  queues: z.array(z.string()).optional().catch(undefined),
  directions: z.array(z.string()).optional().catch(undefined),
  minDurationS: z.number().optional().catch(undefined),
  maxDurationS: z.number().optional().catch(undefined),
  beside: z.boolean().optional().catch(undefined),
});
export type FormAssignment = z.infer<typeof FormAssignment>;

const ScorecardForm = z.object({
  title: Text,
  threshold: loose(z.number()),
  assign: loose(z.array(FormAssignment)),
  observations: z.record(z.string(), z.unknown()).catch({}).default({}),
  sections: z
    .array(z.object({ id: z.string().catch(''), title: Text, criteria: z.array(FormCriterion).catch([]) }))
    .catch([])
    .default([]),
});
export type ScorecardForm = z.infer<typeof ScorecardForm>;

/** Null while the text is no YAML. */
export function readForm(text: string): ScorecardForm | null {
  const document = parseDocument(text);
  if (document.errors.length > 0) return null;
  const parsed = ScorecardForm.safeParse(document.toJS());
  return parsed.success ? parsed.data : null;
}

/** A criterion that nobody has written rules for yet: a person answers it. */
export function newCriterion(form: ScorecardForm): (readonly [string, string])[] {
  const ids = new Set(form.sections.flatMap((section) => section.criteria.map((one) => one.id)));
  let number = 1;
  while (ids.has(`criterion_${number}`)) number++;
  return [
    ['id', `criterion_${number}`],
    ['title', 'New criterion'],
    ['question', 'What is to be answered?'],
    ['answers', 'check'],
    ['weight', '10'],
    ['judge', '{ otherwise: { answer: unclear, because: "No rule judges this yet; a person answers it." } }'],
  ];
}
