import { z } from 'zod';
import type { Scorecard } from './pack.ts';
import type { CueFiles, PackFiles } from './pack-files.ts';
import { CuesFormat } from './pack-format.ts';
import { readQuestions, readScorecard } from './scorecard-file.ts';
import type { ScorecardFormat } from './scorecard-format.ts';
import { checkYaml, parseYaml } from './yaml-file.ts';

/** The texts of the files a published scorecard uses, kept with it: later changes of the pack do not change its marks. */
export const FrozenFiles = z.object({
  /** In the order in which their cues are read. */
  cues: z.array(z.object({ name: z.string(), text: z.string() })),
  questions: z.array(z.object({ name: z.string(), text: z.string() })),
});
export type FrozenFiles = z.infer<typeof FrozenFiles>;

export function freeze(format: ScorecardFormat, files: PackFiles): FrozenFiles {
  const questions = format.questions === undefined ? undefined : files.questions.get(format.questions);
  const used = new Set([...format.uses, ...(questions?.questions.format.uses ?? [])]);
  const cues = [...used].flatMap((name) => {
    const file = files.cues.get(name);
    return file ? [{ name, text: file.yaml.text }] : [];
  });
  return {
    cues,
    questions: questions ? [{ name: format.questions!, text: questions.yaml.text }] : [],
  };
}

/** A scorecard with the files that were kept with it. */
export interface FrozenScorecard {
  id: string;
  version: number;
  yaml: string;
  uses: FrozenFiles;
}

/** @throws scorecard_invalid when this version of Earshot reads the texts otherwise than the one that kept them */
export function readFrozen({ id, version, yaml, uses }: FrozenScorecard): Scorecard {
  return readScorecard(parseYaml(`${id}.v${version}.yaml`, yaml), thaw(uses));
}

function thaw(frozen: FrozenFiles): PackFiles {
  const cues: CueFiles = new Map(
    frozen.cues.map(({ name, text }) => {
      const yaml = parseYaml(`cues/${name}.yaml`, text);
      return [name, { cues: new Map(Object.entries(checkYaml(yaml, CuesFormat))), yaml }];
    }),
  );
  const questions = new Map(
    frozen.questions.map(({ name, text }) => [name, readQuestions(parseYaml(`${name}.yaml`, text), cues)]),
  );
  return { cues, questions };
}
