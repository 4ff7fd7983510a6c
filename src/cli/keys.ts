import { setTimeout as delay } from 'node:timers/promises';
import { addKey } from '../app/add-key.ts';
import type { Config } from '../config.ts';
import { type KeyRotation, KeysOverview } from '../model/api.ts';
import type { Api } from './api.ts';
import type { Output } from './print.ts';

const path = '/api/v1/keys';

export async function listKeys(api: Api, output: Output): Promise<void> {
  const keys = await api.get(path, KeysOverview);
  output.answer(keys, () =>
    keys.all.map((id) => (id === keys.writing ? `${id}  writes and reads` : `${id}  reads`)).join('\n'),
  );
}

/** Needs no server: it changes the key file alone. */
export async function makeKey(config: Config, output: Output): Promise<void> {
  const added = await addKey(config);
  output.answer(added, () =>
    [
      `Key ${added.keyId} is on top of ${added.file}. Keep a copy of this file elsewhere.`,
      'It writes from the next start of the server on; then "earshot keys rotate" rewraps what is stored.',
    ].join('\n'),
  );
}

/**
 * Rewraps all objects under the writing key and follows it to its end.
 * @returns false when some could not be rewrapped
 */
export async function rotate(api: Api, output: Output): Promise<boolean> {
  let keys = await api.send('POST', `${path}/rotation`, undefined, KeysOverview);
  let said = '';
  for (; keys.rotation?.running; keys = await api.get(path, KeysOverview)) {
    const now = `${keys.rotation.looked} of ${keys.rotation.total} objects, ${keys.rotation.rewrapped} rewrapped`;
    if (now !== said) output.say(now);
    said = now;
    await delay(500);
  }
  const { rotation } = keys;
  output.answer(keys, () => (rotation ? asText(rotation, keys.writing) : 'Nothing was rotated.'));
  return rotation !== null && rotation.failed === 0 && rotation.problem === null;
}

function asText(rotation: KeyRotation, writing: string): string {
  const lines = [
    `${rotation.looked} objects looked at, ${rotation.rewrapped} rewrapped under key ${writing}.`,
  ];
  if (rotation.problem) {
    lines.push(
      `It ended early: ${rotation.problem.message} (${rotation.problem.code}) Run it again to go on.`,
    );
  }
  for (const { objectId, problem } of rotation.failures) {
    lines.push(`  ${objectId}: ${problem.message} (${problem.code})`);
  }
  if (rotation.failed > 0) lines.push(`${rotation.failed} could not be rewrapped: keep their old keys.`);
  if (rotation.failed === 0 && !rotation.problem) {
    lines.push('The other keys are needed for backups made before this only.');
  }
  return lines.join('\n');
}
