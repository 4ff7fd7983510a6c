import { readFile } from 'node:fs/promises';
import { openAudio } from '../audio/audio.ts';
import type { AudioSettings } from '../audio/settings.ts';
import { EarshotError, toEarshotError } from '../errors.ts';
import type { ReplayCall } from '../ingest/live/replay.ts';
import type { PlannedReplay } from '../ingest/live/replay-plan.ts';
import { invalidMetadata } from '../ingest/recordings/metadata.ts';
import { bufferSource } from '../lib/bytes.ts';
import { systemClock } from '../lib/clock.ts';
import { silentLog } from '../log.ts';
import type { Kind, Role } from '../model/call.ts';
import { CallMetadata } from '../model/intake.ts';
import type { LiveStart } from '../model/live.ts';

/**
 * Recordings read for being played as live calls, with what a sidecar (`name.json`) says of each: the words of a
 * transcript in it are then told by their times, and nothing has to be recognised.
 * @throws file_not_found, audio_*, metadata_invalid, each with the file
 */
export async function readReplays(
  plans: readonly PlannedReplay[],
  settings: AudioSettings & { maxDurationMs: number },
  given: { kind?: Kind; queue?: string },
): Promise<ReplayCall[]> {
  await using audio = openAudio(settings, { clock: systemClock, log: silentLog });
  const calls: ReplayCall[] = [];
  for (const plan of plans) {
    try {
      calls.push(await readReplay(plan, audio, given));
    } catch (thrown) {
      const { code, details } = toEarshotError(thrown);
      const file = plan.legs.map((leg) => leg.file).join(' + ');
      throw new EarshotError(code, { details: { file, ...details }, cause: thrown });
    }
  }
  return calls;
}

async function readReplay(
  plan: PlannedReplay,
  audio: Pick<ReturnType<typeof openAudio>, 'prepare'>,
  given: { kind?: Kind; queue?: string },
): Promise<ReplayCall> {
  const chunks: Uint8Array[] = [];
  const files = await Promise.all(
    plan.legs.map(async ({ file }) => ({ fileName: file, source: bufferSource(await bytesOf(file)) })),
  );
  const { channels, sampleRateHz } = await audio.prepare(files, {
    sink: (chunk) => void chunks.push(chunk.slice()),
  });
  const legs = channelsOf(Buffer.concat(chunks), channels);
  const beside = await sidecarOf(plan.legs[0]!.file);
  const roles: Role[] =
    plan.legs.length === channels ? plan.legs.map((leg) => leg.role) : ['agent', 'customer'];
  return {
    legs,
    start: {
      type: 'start',
      sampleRateHz,
      encoding: 'pcm_s16le',
      legs: roles.slice(0, channels),
      call: { title: plan.name, ...beside.call, ...given },
      ...(beside.transcript ? { transcript: beside.transcript } : {}),
    },
  };
}

async function bytesOf(file: string): Promise<Buffer> {
  try {
    return await readFile(file);
  } catch (cause) {
    const isFolder = (cause as NodeJS.ErrnoException).code === 'EISDIR';
    const problem = isFolder
      ? 'it is a folder: name the recordings in it'
      : 'there is nothing of this name, or it cannot be read';
    throw new EarshotError('file_not_found', { details: { file, problem }, cause });
  }
}

function channelsOf(pcm: Buffer, channels: number): Int16Array[] {
  const frames = Math.floor(pcm.byteLength / 2 / channels);
  return Array.from({ length: channels }, (_, channel) =>
    Int16Array.from({ length: frames }, (_, i) => pcm.readInt16LE(2 * (i * channels + channel))),
  );
}

/** What a sidecar says of the call, as far as a live call takes it. */
const SaidBeside = CallMetadata.pick({
  title: true,
  agent: true,
  queue: true,
  kind: true,
  language: true,
}).strip();

interface Sidecar {
  call: LiveStart['call'];
  transcript?: { fileName: string; text: string };
}

async function sidecarOf(file: string): Promise<Sidecar> {
  const fileName = file.replace(/\.[^./\\]+$/, '.json');
  let text: string;
  try {
    text = await readFile(fileName, 'utf8');
  } catch {
    // There need not be one: the speech engine hears the call then.
    return { call: {} };
  }
  const call = SaidBeside.safeParse(jsonOf(text));
  if (call.success) return { call: call.data, transcript: { fileName, text } };
  const fields = call.error.issues.map(({ path, message }) => ({ path: path.join('.'), problem: message }));
  throw invalidMetadata(fields, { fileName });
}

/** Undefined, which is no metadata, where the text is no JSON. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
