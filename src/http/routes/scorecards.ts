import { z } from 'zod';
import { ScorecardOutline } from '../../model/scorecard.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

const ScorecardList = z
  .object({ scorecards: z.array(ScorecardOutline) })
  .describe('The scorecards that calls are judged by.');

export function scorecardRoutes(app: App, deps: Pick<HttpParts, 'scorecards'>): void {
  app.get(
    '/scorecards',
    {
      schema: {
        operationId: 'listScorecards',
        summary: 'List scorecards',
        description: 'The scorecards that are loaded, in their newest version.',
        tags: ['Scorecards'],
        response: { 200: ScorecardList, ...problems() },
      },
    },
    async () => ({ scorecards: await deps.scorecards() }),
  );
}
