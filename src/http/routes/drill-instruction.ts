import { z } from 'zod';
import { DrillDetail, Injection, NewDrillNote } from '../../model/drill-desk.ts';
import { DrillWatch } from '../../model/drill-watch.ts';
import { ExemplaryMark, SignOff } from '../../model/drills.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

const tags = ['Training'];
const DrillAddress = z.object({ id: z.uuid().describe('The id of the drill.') });
const everyTime = [
  'request_invalid',
  'media_type_unsupported',
  'drill_not_found',
  'database_unavailable',
] as const;

/** What an instructor does with a drill, while it goes on and afterwards. */
export function drillInstructionRoutes(app: App, { drills }: Pick<HttpParts, 'drills'>): void {
  app.get(
    '/drills/:id/watch',
    {
      schema: {
        operationId: 'watchDrill',
        summary: 'Watch a drill that goes on',
        description:
          'For instructors: the mind of the caller, every fact with what it still takes, what has happened and what comes, clocks, and the record beside that of the scenario. It gives the scenario away.',
        tags,
        params: DrillAddress,
        response: {
          200: DrillWatch,
          ...problems(
            'request_invalid',
            'drill_not_found',
            'drill_over',
            'drill_elsewhere',
            'database_unavailable',
          ),
        },
      },
    },
    ({ params }) => drills.watch(params.id),
  );

  app.post(
    '/drills/:id/notes',
    {
      schema: {
        operationId: 'noteOnDrill',
        summary: 'Note something of a drill, or whisper to the trainee',
        description:
          'A note stands on the timeline where the drill is now, for the debriefing; a whisper is seen at the desk at once. Once the drill has ended, either is a note at its end.',
        tags,
        params: DrillAddress,
        body: NewDrillNote.meta({
          examples: [{ kind: 'whisper', author: 'Maria Brandt', text: 'Ask for the apartment.' }],
        }),
        response: {
          200: DrillDetail,
          ...problems(...everyTime, 'drill_not_answered', 'drill_not_ended', 'drill_without_score'),
        },
      },
    },
    ({ params, body }) => drills.note(params.id, body),
  );

  app.post(
    '/drills/:id/inject',
    {
      schema: {
        operationId: 'injectEvent',
        summary: 'Make an event of the scenario happen now',
        description:
          'One of the `timeline` of what is watched that is `injectable`. It becomes part of the log of the drill, which therefore still gives the same drill again.',
        tags,
        params: DrillAddress,
        body: Injection.meta({ examples: [{ event: 'collapses', by: 'Maria Brandt' }] }),
        response: {
          200: DrillDetail,
          ...problems(
            ...everyTime,
            'drill_over',
            'drill_elsewhere',
            'drill_not_answered',
            'event_not_injectable',
          ),
        },
      },
    },
    ({ params, body }) => drills.inject(params.id, body),
  );

  app.post(
    '/drills/:id/sign-off',
    {
      schema: {
        operationId: 'signOffDrill',
        summary: 'Sign off a drill',
        description: 'An instructor has looked at it. Signed off once more, the last one stands.',
        tags,
        params: DrillAddress,
        body: SignOff.meta({ examples: [{ by: 'Maria Brandt', comment: 'Well led.' }] }),
        response: { 200: DrillDetail, ...problems(...everyTime, 'drill_not_ended', 'drill_without_score') },
      },
    },
    ({ params, body }) => drills.signOff(params.id, body),
  );

  app.put(
    '/drills/:id/exemplary',
    {
      schema: {
        operationId: 'markExemplary',
        summary: 'Mark a drill as one to learn from',
        description: 'The debriefings of the same scenario show it beside, as long as it is marked.',
        tags,
        params: DrillAddress,
        body: ExemplaryMark.meta({ examples: [{ on: true }] }),
        response: { 200: DrillDetail, ...problems(...everyTime, 'drill_not_ended', 'drill_without_score') },
      },
    },
    ({ params, body }) => drills.setExemplary(params.id, body.on),
  );
}
