import { copyFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CallMetadata } from '../../src/model/intake.ts';
import { run } from './programs.ts';
import type { Script } from './script.ts';
import type { Timeline } from './timeline.ts';

/** Kilobits per second and channel. */
const opusKbps = 11;
const mp3Kbps = 12;

/** Encodes two telephone legs in the script's format; returns the names of the files written. */
export async function encode(
  legs: { agent: string; customer: string },
  script: Script,
  id: string,
  folder: string,
  workFolder: string,
): Promise<string[]> {
  const both = join(workFolder, 'both.wav');
  const linear = ['-e', 'signed', '-b', '16'];
  switch (script.format) {
    case 'stereo-opus':
      await run('sox', ['-D', '-V1', '-M', legs.agent, legs.customer, ...linear, both]);
      return [await opus(both, join(folder, `${id}.ogg`), 2)];
    case 'mono-opus':
      await run('sox', ['-D', '-V1', '-m', '-v', '1', legs.agent, '-v', '1', legs.customer, ...linear, both]);
      return [await opus(both, join(folder, `${id}.ogg`), 1)];
    case 'stereo-mp3': {
      await run('sox', ['-D', '-V1', '-M', legs.agent, legs.customer, ...linear, both]);
      const file = join(folder, `${id}.mp3`);
      // Joint stereo would leak one person into the other's channel.
      const codec = ['-c:a', 'libmp3lame', '-b:a', `${2 * mp3Kbps}k`, '-joint_stereo', '0', '-ar', '16000'];
      await ffmpeg(both, codec, file);
      return [file];
    }
    case 'leg-wavs': {
      const files = [join(folder, `${id}-agent.wav`), join(folder, `${id}-customer.wav`)];
      await copyFile(legs.agent, files[0]!);
      await copyFile(legs.customer, files[1]!);
      return files;
    }
  }
}

/**
 * Two channels are coded apart (mapping family 255 of RFC 7845). Coded as stereo, libopus folds them into one below
 * 24 kbit/s, and at 24 a voice detector still heard up to 14 s of each person on the other's channel; apart, it hears
 * at 20 what it hears in the WAV file.
 */
async function opus(input: string, output: string, channels: 1 | 2): Promise<string> {
  const apart = channels === 2 ? ['-mapping_family', '255'] : [];
  const voice = ['-application', 'voip', '-frame_duration', '60', '-vbr', 'on'];
  await ffmpeg(input, ['-c:a', 'libopus', ...apart, '-b:a', `${channels * opusKbps}k`, ...voice], output);
  return output;
}

async function ffmpeg(input: string, codec: string[], output: string): Promise<void> {
  const exact = ['-map_metadata', '-1', '-fflags', '+bitexact', '-flags:a', '+bitexact'];
  await run('ffmpeg', ['-loglevel', 'error', '-y', '-i', input, ...codec, ...exact, output]);
}

/** Writes what is known of the call, and what is said in it, beside its audio. */
export async function writeSidecar(script: Script, timeline: Timeline, file: string): Promise<void> {
  const mono = script.format === 'mono-opus';
  const metadata: CallMetadata = {
    title: script.title,
    kind: script.kind,
    startedAt: script.startedAt,
    agent: script.agent,
    customerNumber: script.customerNumber,
    queue: script.queue,
    direction: 'inbound',
    language: 'en-US',
    // Who speaks on the one channel of a mixed recording is for the analysis to find out.
    ...(mono ? {} : { channels: ['agent', 'customer'] }),
  };
  const turns = timeline.turns.map(({ speaker, startMs, endMs, text, words }) => ({
    speaker,
    ...(mono ? {} : { channel: speaker === 'agent' ? 0 : 1 }),
    startMs,
    endMs,
    text,
    words: words.map((word) => ({ ...word, confidence: null })),
  }));
  await writeFile(file, readable({ ...metadata, transcript: { language: 'en-US', turns } }));
}

/** JSON with one line per key and per turn, so that a change of a script is a readable change here. */
function readable({
  transcript,
  ...metadata
}: {
  transcript: { language: string; turns: unknown[] };
}): string {
  const known = Object.entries(metadata).map(([key, value]) => `  "${key}": ${JSON.stringify(value)},\n`);
  const turns = transcript.turns.map((turn) => `      ${JSON.stringify(turn)}`).join(',\n');
  const language = JSON.stringify(transcript.language);
  return `{\n${known.join('')}  "transcript": {\n    "language": ${language},\n    "turns": [\n${turns}\n    ]\n  }\n}\n`;
}
