import type { Cue } from '../rules/phrases.ts';
import type { Questions } from './questions.ts';
import type { YamlFile } from './yaml-file.ts';

/** Files of cues by name, with their source for mistakes. */
export type CueFiles = ReadonlyMap<string, { cues: ReadonlyMap<string, Cue>; yaml: YamlFile }>;

/** What the scorecards of a pack may use, by name without the ending. */
export interface PackFiles {
  cues: CueFiles;
  questions: ReadonlyMap<string, { questions: Questions; yaml: YamlFile }>;
}
