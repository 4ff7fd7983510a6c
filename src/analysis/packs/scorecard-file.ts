import { RuleError } from '../rules/condition.ts';
import { type Cue, PhraseError } from '../rules/phrases.ts';
import { compileScorecard, type Scorecard } from './pack.ts';
import type { CueFiles, PackFiles } from './pack-files.ts';
import { QuestionsFormat } from './question-format.ts';
import { compileQuestions } from './questions.ts';
import { ScorecardFormat } from './scorecard-format.ts';
import { checkYaml, placeOfText, refuse, type YamlFile } from './yaml-file.ts';

/** Reads a scorecard as if its file stood in the pack. @throws scorecard_invalid */
export function readScorecard(yaml: YamlFile, files: PackFiles): Scorecard {
  const format = checkYaml(yaml, ScorecardFormat);
  const sets = format.questions === undefined ? undefined : files.questions.get(format.questions)?.questions;
  if (format.questions !== undefined && !sets) {
    const problem = `there is no ${format.questions}.yaml in this pack`;
    refuse([problemAt(yaml, format.questions, 'questions', problem)]);
  }
  return located([yaml], files.cues, () =>
    compileScorecard(format, cuesOf(format.uses, files.cues, yaml), yaml.document.toJS(), sets),
  );
}

/** Reads a file of question sets. @throws scorecard_invalid */
export function readQuestions(yaml: YamlFile, cueFiles: CueFiles) {
  const format = checkYaml(yaml, QuestionsFormat);
  const questions = located([yaml], cueFiles, () =>
    compileQuestions(format, cuesOf(format.uses, cueFiles, yaml), yaml.document.toJS()),
  );
  return { questions, yaml };
}

export function cuesOf(uses: readonly string[], files: CueFiles, yaml: YamlFile): Map<string, Cue> {
  const cues = new Map<string, Cue>();
  for (const name of uses) {
    const file = files.get(name);
    if (!file)
      refuse([problemAt(yaml, name, 'uses', `there is no cues/${name}.yaml in this pack`)], yaml.code);
    for (const [cue, phrases] of file.cues) cues.set(cue, phrases);
  }
  return cues;
}

/** Runs a compilation and tells where in the files the phrase or name stands that it stumbles over. */
export function located<T>(own: readonly YamlFile[], cueFiles: CueFiles, compile: () => T): T {
  try {
    return compile();
  } catch (error) {
    const text =
      error instanceof PhraseError ? error.phrase : error instanceof RuleError ? error.value : undefined;
    if (text === undefined) throw error;
    const files = [...own, ...[...cueFiles.values()].map((file) => file.yaml)];
    const yaml = files.find((file) => placeOfText(file, text) !== undefined) ?? own[0]!;
    return refuse([problemAt(yaml, text, text, (error as Error).message)], yaml.code);
  }
}

export function problemAt(yaml: YamlFile, text: string | undefined, field: string, problem: string) {
  const place = (text === undefined ? undefined : placeOfText(yaml, text)) ?? { line: 1, column: 1 };
  return { file: yaml.file, ...place, field, problem };
}
