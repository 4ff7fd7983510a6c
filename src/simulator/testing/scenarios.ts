import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { loadPacks } from '../../analysis/packs/load-packs.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import type { TraineeTurn } from '../../model/drill.ts';
import { packsFolder, scenariosFolder } from '../../places.ts';
import { loadScenarios } from '../load-scenarios.ts';
import { playDrill } from '../play.ts';
import type { Playable } from '../playable.ts';

export const packs: Pack[] = await loadPacks(packsFolder);

/** The scenarios that ship with the project. */
export function shipped(): Promise<Playable[]> {
  return loadScenarios({ scenarios: scenariosFolder, packs: packsFolder }, packs);
}

/** Loads one scenario from its text, with the speech that ships. */
export async function scenarioFrom(text: string): Promise<Playable> {
  const folder = await mkdtemp(path.join(tmpdir(), 'scenarios-'));
  try {
    await mkdir(path.join(folder, 'speech'));
    await cp(path.join(scenariosFolder, 'speech'), path.join(folder, 'speech'), { recursive: true });
    await writeFile(path.join(folder, 'tried.yaml'), text);
    const [play] = await loadScenarios({ scenarios: folder, packs: packsFolder }, packs);
    return play!;
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** A small scenario in which a test may change what it tries. */
export const small = `id: tried
version: 1
title: Tried
summary: For tests.
kind: psap
level: 2
seed: 7
line: emergency
persons:
  wife: { role: wife, age: 50, talk: caller, distress: 2, trust: 1 }
caller: wife
location: { truth: 66 Oak Terrace }
opening: { says: ["My husband has pain in his chest."], facts: [complaint] }
facts:
  complaint: { value: husband with pain in his chest, title: the complaint, reveal: volunteer, says: ["His chest hurts."] }
  address: { value: 66 Oak Terrace, title: the address, critical: true, ask: "What is the address?", asked: ["{asks_location}"], says: ["66 Oak Terrace."] }
  phone: { value: 555-0142, title: the number, ask: "What is your phone number?", asked: ["{asks_phone}"], says: ["555-0142."] }
  age: { value: 58 years old, title: his age, ask: "How old is he?", asked: ["how old"], says: ["He's 58."] }
events: []
must:
  - { id: got_address, title: gets the address, fact: address }
expected: { incident: CHESPAIN, priority: P1 }
cad: { callback: phone, narrative: [complaint, age] }
ending: { atS: 300 }
`;

/** The small scenario with one part of its text replaced. */
export function smallWith(part: string, by: string): Promise<Playable> {
  if (!small.includes(part)) throw new Error(`the small scenario has no "${part}"`);
  return scenarioFrom(small.replace(part, by));
}

/** What the caller said to each turn of the trainee, in order. */
export function repliesTo(play: Playable, turns: readonly TraineeTurn[], seed?: number): string[] {
  const { drill } = playDrill(play, turns, seed);
  return drill.states.map(({ turn }) => {
    const rest = drill.transcript.slice(turn + 1);
    const next = rest.findIndex(({ role }) => role === 'agent');
    return rest
      .slice(0, next < 0 ? rest.length : next)
      .map(({ text }) => text)
      .join(' ');
  });
}
