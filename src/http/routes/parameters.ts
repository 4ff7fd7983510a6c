import { z } from 'zod';
import { EarshotError } from '../../errors.ts';
import type { CallDetail } from '../../model/api.ts';
import type { CallParts } from '../parts.ts';

const exampleId = '01936f5c-7a2e-7b11-9d3a-4f2b8c6d1e0a';

export const CallAddress = z.object({
  id: z.uuid().meta({ description: 'The id of the call.', examples: [exampleId] }),
});

export const ModelAddress = z.object({
  name: z
    .string()
    .min(1)
    .meta({
      description: 'The name of the model in the catalogue.',
      examples: ['parakeet-tdt-0.6b-v2-int8'],
    }),
});

/** A text made in versions, and which of them. */
function versionOf(of: string, example: string) {
  return z.object({
    id: z
      .string()
      .min(1)
      .max(200)
      .meta({ description: `The id of the ${of}.`, examples: [example] }),
    version: z.coerce
      .number()
      .int()
      .min(1)
      .max(1_000_000)
      .meta({ description: 'The number of the version.', examples: [1] }),
  });
}

export const VersionAddress = versionOf('scorecard', 'psap-911-script');
export const ScenarioVersionAddress = versionOf('scenario', 'chest-pain-copy');

export function addressOf({ id, version }: z.infer<typeof VersionAddress>) {
  return { scorecardId: id, version };
}

/** "Done, and there is nothing to say about it." */
export function nothing(description: string) {
  return z.undefined().describe(description);
}

/** A call as it is now. @throws call_not_found */
export async function reloadCall(id: string, calls: Pick<CallParts, 'detail'>): Promise<CallDetail> {
  const call = await calls.detail(id);
  if (!call) throw new EarshotError('call_not_found');
  return call;
}

export const DocumentAddress = z.object({ id: z.uuid().describe('The id of the document.') });
