import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import { Agents, breathsOf, type Person, Script, speakerOf, wordsOf } from './studio/script.ts';
import { mixLeg, throughTelephone } from './studio/telephone.ts';
import { placeLines } from './studio/timeline.ts';
import { type Booth, openBooth, say } from './studio/voice.ts';
import { encode, writeSidecar } from './studio/write-call.ts';

/**
 * Makes the demo calls from their scripts: `node demo/make.ts [id …]`. For authors only; the calls are committed.
 * Needs the Debian packages flite, sox and ffmpeg.
 */
const here = fileURLToPath(new URL('.', import.meta.url));
const scriptsFolder = join(here, 'scripts');
const callsFolder = join(here, 'calls');

async function makeCall(id: string, agents: Record<string, Person>, booth: Booth): Promise<void> {
  const script = Script.parse(parse(await readFile(join(scriptsFolder, `${id}.yaml`), 'utf8')));
  const agent = agents[script.agent];
  if (!agent) throw new Error(`agents.yaml has no voice for the agent of ${id}`);
  const people = { agent, customer: script.customer };
  const timeline = await placeLines(script.lines, id, (line) =>
    say(breathsOf(wordsOf(line)), people[speakerOf(line)], line, booth),
  );
  const legs = {
    agent: await throughTelephone(await mixLeg('agent', timeline, script, id, booth), 'agent', booth),
    customer: await throughTelephone(
      await mixLeg('customer', timeline, script, id, booth),
      'customer',
      booth,
    ),
  };
  await encode(legs, script, id, callsFolder, booth.folder);
  await writeSidecar(script, timeline, join(callsFolder, `${id}.json`));
  console.log(`${id}: ${(timeline.durationMs / 1000).toFixed(1)} s, ${timeline.turns.length} turns`);
}

async function main(asked: string[]): Promise<void> {
  const agents = Agents.parse(parse(await readFile(join(here, 'agents.yaml'), 'utf8')));
  const all = (await readdir(scriptsFolder)).filter((name) => name.endsWith('.yaml'));
  const ids = asked.length > 0 ? asked : all.map((name) => basename(name, '.yaml')).sort();
  await mkdir(callsFolder, { recursive: true });
  const folder = await mkdtemp(join(tmpdir(), 'demo-calls-'));
  try {
    const booth = openBooth(folder);
    for (const id of ids) await makeCall(id, agents, booth);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

await main(process.argv.slice(2));
