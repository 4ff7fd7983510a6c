import { outline } from '../../analysis/outline.ts';
import type { Pack, Scorecard } from '../../analysis/packs/pack.ts';
import { readScorecard } from '../../analysis/packs/scorecard-file.ts';
import { parseYaml } from '../../analysis/packs/yaml-file.ts';
import { EarshotError, toEarshotError } from '../../errors.ts';
import type { ScorecardCheck, ScorecardProblem } from '../../model/scorecard-editing.ts';
import type { VersionAddress } from '../../storage/db/scorecard-versions.ts';

/** Reads a text as this version of the scorecard; its mistakes are those that loading a pack would tell. */
export function checkText(
  yaml: string,
  { scorecardId, version }: VersionAddress,
  pack: Pack,
): { card: Scorecard; check: ScorecardCheck } | { card: null; check: ScorecardCheck } {
  try {
    const card = readScorecard(parseYaml(`${scorecardId}.v${version}.yaml`, yaml), pack.files);
    const problems = otherThan({ scorecardId, version }, card, pack, yaml);
    if (problems.length > 0) return { card: null, check: { problems, outline: null } };
    return { card, check: { problems: [], outline: outline(card) } };
  } catch (thrown) {
    const error = toEarshotError(thrown);
    if (error.code !== 'scorecard_invalid') throw error;
    const problems = error.details?.problems as ScorecardProblem[];
    return { card: null, check: { problems, outline: null } };
  }
}

/** What a text must not change: whose version it is. */
function otherThan(address: VersionAddress, card: Scorecard, pack: Pack, yaml: string): ScorecardProblem[] {
  const { id, version, kind } = card.format;
  const wanted = [
    { field: 'id', is: id, must: address.scorecardId },
    { field: 'version', is: version, must: address.version },
    { field: 'kind', is: kind, must: pack.format.kind },
  ];
  const lines = yaml.split('\n');
  return wanted
    .filter(({ is, must }) => is !== must)
    .map(({ field, must }) => ({
      file: `${address.scorecardId}.v${address.version}.yaml`,
      line:
        Math.max(
          0,
          lines.findIndex((line) => line.startsWith(`${field}:`)),
        ) + 1,
      column: 1,
      field,
      problem: `must stay ${must}: this is version ${address.version} of "${address.scorecardId}"; for another scorecard import the text under its own id`,
    }));
}

/** The same for a text that must be without mistakes. @throws scorecard_invalid */
export function readText(yaml: string, address: VersionAddress, pack: Pack): Scorecard {
  const { card, check } = checkText(yaml, address, pack);
  if (card) return card;
  throw new EarshotError('scorecard_invalid', {
    details: { ...check.problems[0], problems: check.problems },
  });
}
