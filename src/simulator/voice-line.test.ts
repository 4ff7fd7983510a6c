import { expect, test } from 'vitest';
import { loadPacks } from '../analysis/packs/load-packs.ts';
import { packsFolder, scenariosFolder } from '../places.ts';
import { firstState } from './caller.ts';
import { loadScenarios } from './load-scenarios.ts';
import type { Playable } from './playable.ts';
import { linesAhead, voiceLine } from './voice-line.ts';

const scenarios = await loadScenarios(
  { scenarios: scenariosFolder, packs: packsFolder },
  await loadPacks(packsFolder),
);
function scenario(id: string): Playable {
  return scenarios.find(({ format }) => format.id === id) as Playable;
}

test('a voice is told who speaks, how, in what language and over what', () => {
  const play = scenario('spanish-fire');
  const state = firstState(play);
  const line = (speaker: string) =>
    voiceLine({ kind: 'speech', speaker, text: 'Fuego!', startMs: 900 }, state, play);
  expect(line('resident')).toMatchObject({
    language: 'es',
    distress: 4,
    persona: { age: 37, sex: 'female', manner: 'plain' },
    background: [{ sound: 'smoke alarm', snrDb: 16 }],
    atMs: 900,
  });
  expect(line('interpreter')).toMatchObject({ language: 'en', persona: { sex: 'male' }, background: [] });
  const whispering = scenario('whispering-victim');
  const first = linesAhead(firstState(whispering), whispering)[0];
  expect(first).toMatchObject({ text: whispering.format.opening.says[0], persona: { manner: 'whisper' } });
});

test('a background begins and ends with the events it hangs on', () => {
  const play = scenario('domestic-violence');
  const state = firstState(play);
  const at = (happened: typeof state.happened) =>
    voiceLine(
      { kind: 'speech', speaker: 'neighbor', text: 'Listen.', startMs: 120_000 },
      { ...state, happened },
      play,
    ).background.map(({ sound }) => sound);
  expect(at([])).toEqual(['shouting']);
  expect(at([{ event: 'quiet', atMs: 130_000 }])).toEqual(['shouting']);
  expect(at([{ event: 'quiet', atMs: 100_000 }])).toEqual([]);
});
