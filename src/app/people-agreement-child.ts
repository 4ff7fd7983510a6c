import { type AnsweredHere, agreementWithPeople } from '../analysis/agreement/people.ts';
import type { ScorecardFormat } from '../analysis/packs/scorecard-format.ts';
import { serveChild } from '../lib/serve-child.ts';

serveChild({
  measure: async (asked: { answered: AnsweredHere[]; formats: ScorecardFormat[] }) =>
    agreementWithPeople(asked.answered, asked.formats),
});
