import { z } from 'zod';
import { SpeechOverview } from '../../model/api.ts';
import { HotWordLists, HotWordsInForce } from '../../model/hot-words.ts';
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
    languages: z
      .array(z.string().regex(/^[a-z]{2,3}$/))
      .min(1)
      .max(100)
      .optional()
      .describe('Its languages (BCP 47, the first part), for a model that does not say them.'),
  })
  .meta({
    examples: [
      { folder: '/media/usb/sherpa-onnx-nemo-parakeet-tdt-0.6b-v2-int8' },
      { folder: '/media/usb/my-french-voice', languages: ['fr'] },
    ],
  });

const exampleLists = {
  lists: [
    { name: 'units', queues: [], words: ['Medic 12', 'Engine 4'] },
    { name: 'streets of Brightwater', queues: ['Brightwater 911'], words: ['Wickapecko Drive'] },
  ],
};

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
      const { folder, ...known } = request.body;
      await speech.importFolder(folder, known);
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

  app.get(
    '/speech/hot-words',
    {
      schema: {
        operationId: 'getHotWords',
        summary: 'See the words that recognition favours',
        description:
          'Streets, units and terms of the agency: those of the settings, and the lists that were made here. `/speech` says whether the engine in use takes them.',
        tags,
        response: { 200: HotWordsInForce, ...problems() },
      },
    },
    async () => speech.hotWords(),
  );

  app.put(
    '/speech/hot-words',
    {
      schema: {
        operationId: 'changeHotWords',
        summary: 'Change the words that recognition favours',
        description:
          'Replaces all lists, for calls that begin from now on. A list with queues is for the calls of one centre among several; open calls are told of it where their turns are read again, for one streaming recogniser hears them all.',
        tags,
        body: HotWordLists.meta({ examples: [exampleLists] }),
        response: {
          200: HotWordsInForce,
          ...problems('request_invalid', 'media_type_unsupported', 'database_unavailable'),
        },
      },
    },
    async (request) => {
      await speech.changeHotWords(request.body);
      return speech.hotWords();
    },
  );
}
