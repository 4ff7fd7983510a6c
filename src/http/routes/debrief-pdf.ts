import { z } from 'zod';
import type { App } from '../app.ts';
import { attachment } from '../file-name.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

const DrillAddress = z.object({ id: z.uuid().describe('The id of the drill.') });

/** The debriefing of a drill to print and to keep. */
export function debriefPdfRoutes(
  app: App,
  { drills, printDebrief }: Pick<HttpParts, 'drills' | 'printDebrief'>,
): void {
  app.get(
    '/drills/:id/debrief.pdf',
    {
      schema: {
        operationId: 'getDebriefPdf',
        summary: 'Print the debriefing of a drill',
        description: 'What the debriefing holds, and the transcript, as a tagged PDF.',
        tags: ['Training'],
        params: DrillAddress,
        response: {
          200: {
            description: 'The document.',
            content: { 'application/pdf': { schema: z.file() } },
          },
          ...problems(
            'request_invalid',
            'drill_not_found',
            'drill_not_ended',
            'drill_without_score',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ params }, reply) => {
      const debrief = await drills.debrief(params.id);
      const { scenario, trainee, endedAt, createdAt } = debrief.drill;
      const name = `${scenario.id} ${trainee} ${(endedAt ?? createdAt).slice(0, 10)}.pdf`;
      const file = await printDebrief(debrief);
      reply.header('content-type', 'application/pdf').header('content-disposition', attachment(name));
      // The schema's file is for the document of the API: what is sent is bytes.
      return reply.serializer((bytes) => bytes as never).send(file as never);
    },
  );
}
