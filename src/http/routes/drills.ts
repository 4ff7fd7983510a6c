import type { WebSocket } from '@fastify/websocket';
import { z } from 'zod';
import { publicError } from '../../errors.ts';
import { Debrief } from '../../model/debrief.ts';
import { DrillDetail } from '../../model/drill-desk.ts';
import { DrillList, DrillQuery, StartDrill } from '../../model/drills.ts';
import type { DeskSocket } from '../../pipeline/drills/serve-desk.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

const tags = ['Training'];

const DrillAddress = z.object({ id: z.uuid().describe('The id of the drill.') });

const Query = DrillQuery.extend({
  trainee: DrillQuery.shape.trainee.describe('Only drills of this person.'),
  scenario: DrillQuery.shape.scenario.describe('Only drills of this scenario.'),
  state: DrillQuery.shape.state.describe('Only drills in this phase.'),
  assignment: DrillQuery.shape.assignment.describe('Only runs of this assignment.'),
  limit: DrillQuery.shape.limit.describe('At most so many.'),
  before: DrillQuery.shape.before.describe('`next` of the page before.'),
}).strict();

/** Drills: starting one, sitting at its desk, and what there is of them. */
export function drillRoutes(app: App, { drills }: Pick<HttpParts, 'drills'>): void {
  const stopping = new AbortController();
  app.addHook('preClose', async () => stopping.abort());

  app.post(
    '/drills',
    {
      schema: {
        operationId: 'startDrill',
        summary: 'Start a drill',
        description:
          'The call begins to ring at once. It is answered, and goes on, over the WebSocket `/api/v1/drills/{id}/desk` (`/asyncapi.json`).',
        tags,
        body: StartDrill.meta({ examples: [{ scenarioId: 'chest-pain', trainee: 'Ines Okafor' }] }),
        response: {
          201: DrillDetail,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'scenario_not_found',
            'voice_not_found',
            'no_language_model',
            'drills_full',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await drills.start(body)),
  );

  app.get(
    '/drills',
    {
      schema: {
        operationId: 'listDrills',
        summary: 'List drills',
        description: 'The newest first, those that ring or are open among them.',
        tags,
        querystring: Query,
        response: { 200: DrillList, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    ({ query }) => drills.list(query),
  );

  app.get(
    '/drills/:id',
    {
      schema: {
        operationId: 'getDrill',
        summary: 'Get a drill',
        description: 'As its desk shows it: what was said so far, the record, and how it ended.',
        tags,
        params: DrillAddress,
        response: {
          200: DrillDetail,
          ...problems('request_invalid', 'drill_not_found', 'database_unavailable'),
        },
      },
    },
    ({ params }) => drills.detail(params.id),
  );

  app.get(
    '/drills/:id/debrief',
    {
      schema: {
        operationId: 'getDebrief',
        summary: 'Look back on a drill',
        description:
          'The score with all its evidence, what was learned and missed, how the mood of the caller went and what moved it, the record beside that of the scenario, and earlier runs.',
        tags,
        params: DrillAddress,
        response: {
          200: Debrief,
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
    ({ params }) => drills.debrief(params.id),
  );

  app.get('/drills/:id/desk', { websocket: true, schema: { hide: true } }, (socket, request) => {
    const desk = asDeskSocket(socket);
    stopping.signal.addEventListener('abort', () => socket.close(1001), { once: true });
    const { success, data } = DrillAddress.safeParse(request.params);
    drills.desk(success ? data.id : '', desk).catch((thrown) => {
      const { code, message } = publicError(thrown);
      desk.send(JSON.stringify({ type: 'error', code, message }));
      desk.close(code);
    });
  });
}

/** What comes before anybody listens waits. */
function asDeskSocket(socket: WebSocket): DeskSocket {
  socket.binaryType = 'nodebuffer';
  socket.pause();
  return {
    onMessage(take) {
      socket.on('message', (data: Buffer, isBinary: boolean) =>
        take(isBinary ? data : data.toString('utf8')),
      );
      socket.resume();
    },
    onClose(told) {
      // A message that is no WebSocket's: the connection ends, and 'close' follows.
      socket.on('error', () => {});
      socket.on('close', told);
    },
    send(message) {
      if (socket.readyState === socket.OPEN) socket.send(message);
    },
    close(reason) {
      socket.resume();
      socket.close(1000, reason);
    },
  };
}
