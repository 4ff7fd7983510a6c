import { z } from 'zod';
import {
  Assignment,
  AssignmentList,
  AssignmentQuery,
  NewAssignment,
  Reminder,
  Withdrawal,
} from '../../model/training.ts';
import type { App } from '../app.ts';
import type { HttpParts } from '../parts.ts';
import { problems } from '../problems.ts';

const tags = ['Training'];

const AssignmentAddress = z.object({ id: z.uuid().describe('The id of the assignment.') });

const Query = AssignmentQuery.extend({
  trainee: AssignmentQuery.shape.trainee.describe('Only what this person has to do.'),
  all: AssignmentQuery.shape.all.describe('Those that were withdrawn too.'),
}).strict();

const example = {
  title: 'Say the address back',
  scenarios: ['chest-pain', 'crash-minor'],
  trainees: ['Ines Okafor', 'Noor Haddad'],
  dueAt: '2026-12-01T18:00:00.000Z',
  seed: { kind: 'one', seed: 4711 },
  by: 'Maria Brandt',
};

/** What trainees are given to do, and how far they are. */
export function assignmentRoutes(app: App, { training }: Pick<HttpParts, 'training'>): void {
  const { assignments } = training;
  app.get(
    '/assignments',
    {
      schema: {
        operationId: 'listAssignments',
        summary: 'List assignments',
        description: 'The newest first, with how each stands for each trainee, from their drills.',
        tags,
        querystring: Query,
        response: { 200: AssignmentList, ...problems('request_invalid', 'database_unavailable') },
      },
    },
    ({ query }) => assignments.list(query),
  );

  app.post(
    '/assignments',
    {
      schema: {
        operationId: 'createAssignment',
        summary: 'Give trainees something to do',
        description:
          'One scenario, several, or a course in order. A drill becomes a run of it by its `assignmentId`, and gets caller and mode from it.',
        tags,
        body: NewAssignment.meta({ examples: [example] }),
        response: {
          201: Assignment,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'scenario_not_found',
            'database_unavailable',
          ),
        },
      },
    },
    async ({ body }, reply) => reply.code(201).send(await assignments.create(body)),
  );

  app.get(
    '/assignments/:id',
    {
      schema: {
        operationId: 'getAssignment',
        summary: 'Get an assignment',
        description: 'What is to be done, by whom, and how far each of them is.',
        tags,
        params: AssignmentAddress,
        response: {
          200: Assignment,
          ...problems('request_invalid', 'assignment_not_found', 'database_unavailable'),
        },
      },
    },
    ({ params }) => assignments.one(params.id),
  );

  app.post(
    '/assignments/:id/reminders',
    {
      schema: {
        operationId: 'remindTrainee',
        summary: 'Remind a trainee',
        description: 'The trainee sees on the training page who reminded them, and when. Nothing is sent.',
        tags,
        params: AssignmentAddress,
        body: Reminder,
        response: {
          200: Assignment,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'assignment_not_found',
            'assignment_refused',
            'database_unavailable',
          ),
        },
      },
    },
    ({ params, body }) => assignments.remind(params.id, body),
  );

  app.post(
    '/assignments/:id/withdrawal',
    {
      schema: {
        operationId: 'withdrawAssignment',
        summary: 'Withdraw an assignment',
        description: 'Nobody can run it any more. What was run stays, and so does the assignment.',
        tags,
        params: AssignmentAddress,
        body: Withdrawal,
        response: {
          200: Assignment,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'assignment_not_found',
            'database_unavailable',
          ),
        },
      },
    },
    ({ params, body }) => assignments.withdraw(params.id, body.by),
  );
}
