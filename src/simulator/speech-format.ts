import { z } from 'zod';

const Lines = z.array(z.string().min(1)).min(1);
/** Lines for a caller who can still listen, and for one who hardly can (distress 4 and more). */
const Said = z.union([
  Lines.transform((calm) => ({ calm, upset: calm })),
  z.strictObject({ calm: Lines, upset: Lines }),
]);

/** What everybody says apart from facts, by what it answers. */
const occasions = {
  unknown: Said.describe('asked what the caller cannot know'),
  confused: Said.describe('what was said makes no sense'),
  out_of_role: Said.describe('spoken to as if this were no caller'),
  insulted: Said,
  distrust: Said.describe('asked what the caller does not tell yet'),
  evades: Said.describe('asked what the caller does not get around to yet'),
  plea: Said.describe('too upset to take in the question'),
  complies: Said,
  cannot: Said.describe('told to do what the caller does not manage'),
  confirms: Said.describe('what was said back is right'),
  corrects: Said.describe('what was said back is wrong'),
  silence: Said.describe('into a silence'),
  help_coming: Said,
  feels: Said.describe('somebody takes up how the caller feels'),
  listens: Said.describe('something was said that asks nothing'),
  nothing_more: Said.describe('asked whether there is anything else'),
  hangs_up: Said,
};
export type Occasion = keyof typeof occasions;

/** `scenarios/speech/<name>.yaml`: the everyday words of one way to talk. No facts, numbers or names. */
export const SpeechFormat = z.strictObject({
  title: z.string().min(1),
  /** Milliseconds a word takes, and until an answer begins when calm. */
  msPerWord: z.int().min(150).max(1000),
  answerMs: z.int().min(0).max(5000),
  /** How the voice is besides its words. */
  manner: z.enum(['plain', 'whisper', 'slurred']).default('plain'),
  /** Words of another language, which are no names. */
  words: z.array(z.string().min(1)).default([]),
  says: z.strictObject(occasions),
});
export type SpeechFormat = z.infer<typeof SpeechFormat>;
