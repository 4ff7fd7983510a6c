import { extractText, getDocumentProxy, getMeta } from 'unpdf';
import { expect, test } from 'vitest';
import { loadPacks } from '../../analysis/packs/load-packs.ts';
import type { Debrief, RunToCompare } from '../../model/debrief.ts';
import type { DrillDetail } from '../../model/drill-desk.ts';
import { packsFolder, scenariosFolder } from '../../places.ts';
import { loadScenarios } from '../../simulator/load-scenarios.ts';
import { cadComparison, factOutcomes, itemsOf, moodCourse } from '../../simulator/look-back.ts';
import { outlineOf } from '../../simulator/playable.ts';
import { firstRun, nextRun, playedDrill } from '../../simulator/run.ts';
import { scoreDrill } from '../../simulator/score/score.ts';
import { debriefPdf } from './debrief-pdf.ts';

const packs = await loadPacks(packsFolder);
const [play] = (await loadScenarios({ scenarios: scenariosFolder, packs: packsFolder }, packs)).filter(
  ({ format }) => format.id === 'chest-pain',
);
const trainee = 'Łucja Muñoz-Größe';
const said = ['911, what is the address of your emergency?', 'What happened?', 'How old is he?'];

function debriefing(own: Partial<DrillDetail> = {}): Debrief {
  let run = firstRun(play!);
  said.forEach((text, at) => {
    const startMs = 1000 + at * 15_000;
    run = nextRun(run, { type: 'said', text, startMs, endMs: startMs + 2000 }, play!);
  });
  run = nextRun(run, { type: 'stopped', atMs: 60_000 }, play!);
  const drill = playedDrill(run, play!);
  const record = {
    location: '66 Oak Terrace',
    callback: '',
    incident: '',
    priority: '',
    units: '',
    narrative: '',
  };
  const score = scoreDrill({ play: play!, drill, state: run.state, cad: record }, packs);
  const earlier: RunToCompare = {
    drillId: '01936f5c-7a2e-7b11-9d3a-4f2b8c6d1e0a',
    title: 'An earlier run',
    words: 'model',
    at: '2026-05-01T10:00:00.000Z',
    total: 41.5,
    result: 'not met',
    parts: score.parts,
    course: [],
  };
  const detail = {
    scenario: outlineOf(play!),
    trainee,
    mode: 'typed',
    seed: 202,
    createdAt: '2026-05-02T10:00:00.000Z',
    endedAt: '2026-05-02T10:05:00.000Z',
    words: 'model',
    phrasing: { model: 'ollama m', byModel: 3, asWritten: [{ because: 'late', times: 2 }] },
    durationMs: drill.durationMs,
    ended: 'trainee_ended',
    exemplary: false,
    turns: drill.transcript,
    notes: [
      {
        id: earlier.drillId,
        kind: 'note',
        author: 'Jörg',
        text: 'Frag früher nach der Adresse.',
        atMs: 9000,
      },
    ],
    signedOff: { by: 'Jörg Größl', at: '2026-05-02T11:00:00.000Z', comment: '¡Bien hecho!' },
    ...own,
  } as unknown as DrillDetail;
  return {
    drill: detail,
    score,
    facts: factOutcomes(run, score, play!),
    clocks: itemsOf('clocks', score),
    course: moodCourse(run, drill.transcript),
    forbidden: [],
    cad: cadComparison(record, [], itemsOf('cad', score), play!),
    told: run.state.told,
    earlier: [earlier],
    exemplary: null,
    scenarioNow: 'changed',
  };
}

test('the debriefing on paper holds what its page shows, in the letters of other languages', async () => {
  const debrief = debriefing();
  const pdf = await getDocumentProxy(new Uint8Array(await debriefPdf(debrief)));
  const { text, totalPages } = await extractText(pdf, { mergePages: true });
  const words = text.replaceAll(/\s+/g, ' ');
  for (const expected of [
    'Chest pain, then collapse',
    trainee,
    `${debrief.score.total.toFixed(1)} of 100: not met`,
    'Signed off by Jörg Größl, 2026-05-02 11:00 UTC: ¡Bien hecho!',
    'Frag früher nach der Adresse.',
    'Would have brought it out',
    'What is your phone number?',
    'Words of the caller: 3 of 5 lines by ollama m, the rest as written.',
    'This run, words by a language model',
    'An earlier run',
    'The scenario has changed since',
    'How old is he?',
    `1 of ${totalPages}`,
    `${totalPages} of ${totalPages}`,
  ])
    expect(words).toContain(expected);
  for (const { title } of debrief.score.parts) expect(words).toContain(title);
});

test('it says what it is, and is tagged for screen readers', async () => {
  const pdf = await getDocumentProxy(new Uint8Array(await debriefPdf(debriefing())));
  const { info } = await getMeta(pdf);
  expect(info.Title).toBe(`Chest pain, then collapse: debriefing of ${trainee}`);
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  const tree = JSON.stringify(await (await pdf.getPage(1)).getStructTree());
  for (const role of ['H1', 'H2', 'Table', 'TH']) expect(tree).toContain(`"role":"${role}"`);
});

test('a very long transcript goes over as many pages as it needs', async () => {
  const turn = debriefing().drill.turns[0]!;
  const turns = Array.from({ length: 300 }, (_, index) => ({
    ...turn,
    index,
    text: `Turn ${index}. ${'word '.repeat(40)}`,
  }));
  const pdf = await getDocumentProxy(new Uint8Array(await debriefPdf(debriefing({ turns }))));
  const { text } = await extractText(pdf, { mergePages: true });
  expect(text).toContain('Turn 299.');
  expect(pdf.numPages).toBeGreaterThan(5);
});
