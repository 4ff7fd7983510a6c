import { resolve } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { EarshotError } from '../errors.ts';
import { type SpeechModel, SpeechOverview } from '../model/api.ts';
import type { Api } from './api.ts';
import { fileSize, type Output, table } from './print.ts';

const path = '/api/v1/speech';

export async function listModels(api: Api, output: Output): Promise<void> {
  const overview = await api.get(path, SpeechOverview);
  output.answer(overview, () => {
    const rows = overview.models.map((model) => [
      model.name,
      model.state,
      fileSize(model.diskBytes),
      model.licence,
      model.languages.join(' '),
      model.recommended ?? '',
    ]);
    const engine = overview.engine ? `${overview.engine.name}, ${overview.engine.model}` : 'none';
    return `${table([['model', 'state', 'size', 'licence', 'languages', ''], ...rows])}\n\nengine in use: ${engine}`;
  });
}

/** Starts a download and follows it to its end. */
export async function pullModel(name: string, api: Api, output: Output): Promise<void> {
  await api.send('POST', `${path}/models/${encodeURIComponent(name)}/pull`, undefined, SpeechOverview);
  let shown = -1;
  for (;;) {
    const model = await modelNamed(name, api);
    if (model.problem)
      throw new EarshotError('model_download_failed', { details: { model: name, problem: model.problem } });
    if (model.state === 'installed') {
      output.answer(model, () => `${name} is installed.`);
      return;
    }
    const percent = Math.floor((model.progress ?? 0) * 100);
    if (percent !== shown) output.say(`${name}: ${percent} %`);
    shown = percent;
    await delay(500);
  }
}

export async function importModel(
  folder: string,
  languages: string[] | undefined,
  api: Api,
  output: Output,
): Promise<void> {
  const overview = await api.send(
    'POST',
    `${path}/models/import`,
    { folder: resolve(folder), languages },
    SpeechOverview,
  );
  output.answer(overview, () =>
    overview.models
      .filter((model) => model.state === 'installed')
      .map((model) => model.name)
      .join('\n'),
  );
}

export async function removeModel(name: string, api: Api, output: Output): Promise<void> {
  const overview = await api.send(
    'DELETE',
    `${path}/models/${encodeURIComponent(name)}`,
    undefined,
    SpeechOverview,
  );
  output.answer(overview, () => `${name} is removed.`);
}

async function modelNamed(name: string, api: Api): Promise<SpeechModel> {
  const { models } = await api.get(path, SpeechOverview);
  const model = models.find((one) => one.name === name);
  if (!model) throw new EarshotError('model_unknown', { details: { model: name } });
  return model;
}
