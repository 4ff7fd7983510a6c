import { z } from 'zod';
import { SpeechOverview } from '../../model/api.ts';
import type { App } from '../app.ts';
import type { SpeechParts } from '../parts.ts';
import { problems } from '../problems.ts';
import { ModelAddress } from './parameters.ts';

const tags = ['Speech'];

const ImportRequest = z
  .strictObject({
    folder: z
      .string()
      .min(1)
      .max(4096)
      .refine((folder) => !folder.includes('\0'), 'a path without NUL')
      .describe('The path of a folder on the machine Earshot runs on.'),
  })
  .meta({ examples: [{ folder: '/media/usb/sherpa-onnx-nemo-parakeet-tdt-0.6b-v2-int8' }] });

export function speechRoutes(app: App, deps: { speech: SpeechParts }): void {
  const { speech } = deps;

  app.get(
    '/speech',
    {
      schema: {
        operationId: 'getSpeech',
        summary: 'See the speech engine and all models',
        description: 'The engine that hears the next call, and every model of the catalogue with its state.',
        tags,
        response: { 200: SpeechOverview, ...problems() },
      },
    },
    async () => speech.overview(),
  );

  app.post(
    '/speech/models/:name/pull',
    {
      schema: {
        operationId: 'pullModel',
        summary: 'Download a model',
        description:
          'Begins the download, or goes on where it stopped. Progress shows in the overview and as live events.',
        tags,
        params: ModelAddress,
        response: {
          202: SpeechOverview,
          ...problems('model_unknown', 'conflict', 'disk_full'),
        },
      },
    },
    async (request, reply) => {
      await speech.pull(request.params.name);
      return reply.code(202).send(await speech.overview());
    },
  );

  app.delete(
    '/speech/models/:name/pull',
    {
      schema: {
        operationId: 'cancelPull',
        summary: 'Stop a download',
        description: 'What was downloaded is kept, so that it can go on later.',
        tags,
        params: ModelAddress,
        response: { 200: SpeechOverview, ...problems('model_unknown') },
      },
    },
    async (request) => {
      await speech.cancelPull(request.params.name);
      return speech.overview();
    },
  );

  app.post(
    '/speech/models/import',
    {
      schema: {
        operationId: 'importModel',
        summary: 'Import a model from a folder',
        description:
          'For machines without access to the internet: copies a model that was brought on a disk.',
        tags,
        body: ImportRequest,
        response: {
          201: SpeechOverview,
          ...problems(
            'request_invalid',
            'media_type_unsupported',
            'file_not_found',
            'model_unknown',
            'model_file_missing',
            'model_corrupt',
            'disk_full',
          ),
        },
      },
    },
    async (request, reply) => {
      await speech.importFolder(request.body.folder);
      return reply.code(201).send(await speech.overview());
    },
  );

  app.delete(
    '/speech/models/:name',
    {
      schema: {
        operationId: 'removeModel',
        summary: 'Remove a model',
        description: 'Deletes the files of an installed or damaged model from this machine.',
        tags,
        params: ModelAddress,
        response: {
          200: SpeechOverview,
          ...problems('model_unknown', 'model_missing', 'conflict'),
        },
      },
    },
    async (request) => {
      await speech.remove(request.params.name);
      return speech.overview();
    },
  );
}
