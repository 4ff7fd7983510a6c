import { z } from 'zod';
import {
  Backtest,
  BacktestRequest,
  DraftText,
  GoldenCheck,
  PreviewRequest,
  ScorecardCheck,
  ScorecardPreview,
} from '../../model/scorecard-editing.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { addressOf, nothing, VersionAddress } from './parameters.ts';

const tags = ['Scorecards'];
const BacktestAddress = z.object({ id: z.uuid().describe('The id of the backtest.') });

const always = ['request_invalid', 'media_type_unsupported', 'scorecard_version_not_found'] as const;

/** Trying a text that is not saved or published: its mistakes, and what it would change. */
export function scorecardTrialRoutes(app: App, { scorecards }: Pick<HttpParts, 'scorecards'>): void {
  app.post(
    '/scorecards/:id/versions/:version/check',
    {
      schema: {
        operationId: 'checkScorecard',
        summary: 'Check a text',
        description: 'The mistakes that loading it would tell, with line, column and field; or the form.',
        tags,
        params: VersionAddress,
        body: DraftText,
        response: { 200: ScorecardCheck, ...problems(...always, 'database_unavailable') },
      },
    },
    async ({ params, body }) => scorecards.check(addressOf(params), body.yaml),
  );

  app.post(
    '/scorecards/:id/versions/:version/preview',
    {
      schema: {
        operationId: 'previewScorecard',
        summary: 'Judge one call by a text',
        description:
          'By rules alone, beside the version in force, with the marks that differ. Nothing is stored.',
        tags,
        params: VersionAddress,
        body: PreviewRequest,
        response: {
          200: ScorecardPreview,
          ...problems(
            ...always,
            'scorecard_invalid',
            'call_not_found',
            'call_without_transcript',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ params, body }) => scorecards.preview(addressOf(params), body),
  );

  app.post(
    '/scorecards/:id/versions/:version/golden',
    {
      schema: {
        operationId: 'checkGoldenCalls',
        summary: 'Judge the golden calls by a text',
        description:
          'The marks of golden calls of the pack that would become others, beside what a person gave. It takes some seconds.',
        tags,
        params: VersionAddress,
        body: DraftText,
        response: { 200: GoldenCheck, ...problems(...always, 'scorecard_invalid', 'database_unavailable') },
      },
    },
    async ({ params, body }) => scorecards.goldenCheck(addressOf(params), body.yaml),
  );

  app.post(
    '/scorecards/:id/versions/:version/backtest',
    {
      schema: {
        operationId: 'startBacktest',
        summary: 'Judge the last calls by a text',
        description:
          'Begins to judge the last stored calls of its kind, at most 200, by rules alone, beside the version in force. Ask for the backtest to see how far it is.',
        tags,
        params: VersionAddress,
        body: BacktestRequest,
        response: { 202: Backtest, ...problems(...always, 'scorecard_invalid', 'database_unavailable') },
      },
    },
    async ({ params, body }, reply) =>
      reply.code(202).send(await scorecards.startBacktest(addressOf(params), body)),
  );

  app.get(
    '/scorecards/backtests/:id',
    {
      schema: {
        operationId: 'getBacktest',
        summary: 'See how far a backtest is',
        description:
          'And once it is done: scores, bands and auto-fails on both forms, answers that change, and the calls that change most. The last twenty are kept until the server stops.',
        tags,
        params: BacktestAddress,
        response: { 200: Backtest, ...problems('request_invalid', 'backtest_not_found') },
      },
    },
    async ({ params }) => scorecards.backtest(params.id),
  );

  app.delete(
    '/scorecards/backtests/:id',
    {
      schema: {
        operationId: 'stopBacktest',
        summary: 'Stop a backtest',
        description: 'It ends with the call it is at, without a result. One that ended already stays.',
        tags,
        params: BacktestAddress,
        response: {
          204: nothing('It is told to stop.'),
          ...problems('request_invalid', 'backtest_not_found'),
        },
      },
    },
    async ({ params }, reply) => {
      scorecards.stopBacktest(params.id);
      return reply.code(204).send();
    },
  );
}
