import { EarshotError } from '../../errors.ts';
import { Prompt, PromptList, PromptReport } from '../../model/prompt.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { CallAddress } from './parameters.ts';

/** What a screen put before the call taker, and what came of it. */
export function promptRoutes(app: App, { prompts }: Pick<HttpParts, 'prompts'>): void {
  app.post(
    '/live/:id/prompts',
    {
      schema: {
        operationId: 'reportPrompt',
        summary: 'Say that a screen showed something, or what came of it',
        description:
          'For the screen of the call taker. The same kind, code and grade is the same prompt: saying it twice changes nothing. What was asked or dealt with becomes `done` by itself, and what nothing came of `expired` when the call ends.',
        tags: ['Live'],
        params: CallAddress,
        body: PromptReport.meta({
          examples: [{ kind: 'question', code: 'breath', text: 'Is the breathing normal?', atMs: 41_000 }],
        }),
        response: {
          200: Prompt,
          ...problems('request_invalid', 'media_type_unsupported', 'call_not_found', 'database_unavailable'),
        },
      },
    },
    async ({ params, body }) => {
      const prompt = await prompts.report(params.id, body);
      if (!prompt) throw new EarshotError('call_not_found');
      return prompt;
    },
  );

  app.get(
    '/calls/:id/prompts',
    {
      schema: {
        operationId: 'listPrompts',
        summary: 'List what the screen put before the call taker',
        description:
          'In the order in which it was shown, with what came of it; of an open call what there is so far. Empty when no screen of the call taker was open.',
        tags: ['Calls'],
        params: CallAddress,
        response: {
          200: PromptList,
          ...problems('request_invalid', 'database_unavailable'),
        },
      },
    },
    async ({ params }) => ({ prompts: await prompts.ofCall(params.id) }),
  );
}
