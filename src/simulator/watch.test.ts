import { expect, test } from 'vitest';
import type { WatchedEvent, WatchedFact } from '../model/drill-watch.ts';
import type { Playable } from './playable.ts';
import { firstRun, nextRun, type Run } from './run.ts';
import { scenarioFrom, small } from './testing/scenarios.ts';
import { watchedFacts } from './watch-facts.ts';
import { isInjectable, watchedEvents } from './watch-timeline.ts';

/** The small scenario with a fact behind every kind of rule, and a timeline. */
const text = small
  .replace('persons:', 'persons:\n  son: { role: son, age: 20, talk: caller, distress: 2, trust: 1 }')
  .replace(
    'events: []',
    `  pills: { value: heart pills, title: his pills, ask: "Does he have pills?", asked: ["pills"], says: ["Heart pills."], reveal: { on: ask, times: 2, withReason: true, trust: 3, distress: 2.5, facts: [age], events: [worse] } }
  pulse: { value: a pulse, title: the pulse, ask: "Feel for his pulse.", asked: ["feel for his pulse"], says: ["I feel it."], reveal: on_instruction, knownBy: [son] }
  sits: { value: sitting up, title: how he sits, ask: "Is he sitting up?", asked: ["sitting up"], says: ["He sits."], until: falls }
events:
  - { id: worse, title: it gets worse, atS: 60, distress: 1 }
  - { id: falls, title: he falls, after: { facts: [age], events: [worse], delayS: 10 } }
  - { id: leaves, title: the wife goes to look, atS: 90, unless: [phone], speaker: son }`,
  );

const play: Playable = await scenarioFrom(text);

const said = (run: Run, words: string, startMs: number) =>
  nextRun(run, { type: 'said', text: words, startMs, endMs: startMs + 1_000 }, play);
const factOf = (id: string, run: Run): WatchedFact =>
  watchedFacts(run.state, play).find(({ fact }) => fact === id)!;
const eventOf = (id: string, run: Run): WatchedEvent =>
  watchedEvents(run.state, play).find(({ event }) => event === id)!;
const unmet = ({ needs }: WatchedFact) => needs.filter(({ met }) => !met).map(({ text }) => text);

const rung = firstRun(play);
const greeted = said(rung, '911, what is the address of your emergency?', 500);

test('a fact that came out says how and when, one that did not what still stands before it', () => {
  expect(factOf('address', rung)).toMatchObject({ state: 'withheld', by: 'ask', needs: [], atMs: null });
  expect(factOf('address', greeted)).toMatchObject({ state: 'won', asked: 1, needs: [] });
  expect(factOf('address', greeted).atMs).toBeGreaterThan(1_500);
  expect(factOf('complaint', greeted)).toMatchObject({ state: 'volunteered', by: 'volunteer' });
  expect(unmet(factOf('pills', greeted))).toEqual([
    'has happened: it gets worse',
    'is told before: his age',
    'trust of at least 3, it is 1.5',
    'is asked 2 times, so far 0',
    'is asked with a reason',
  ]);
  expect(unmet(factOf('pulse', greeted))).toEqual(['who has the phone: son']);
});

test('what stands before a fact goes as the drill goes on', () => {
  const aged = said(greeted, 'How old is he?', 10_000);
  const later = nextRun(aged, { type: 'time', atMs: 61_000 }, play);
  expect(unmet(factOf('pills', later))).not.toContain('has happened: it gets worse');
  expect(unmet(factOf('pills', later))).not.toContain('is told before: his age');
  expect(unmet(factOf('pills', later))).toContain('distress of at most 2.5, it is 3');
  const fallen = nextRun(later, { type: 'time', atMs: 71_000 }, play);
  expect(factOf('sits', fallen)).toMatchObject({ state: 'past', needs: [] });
});

test('a panicked caller must be asked twice, and an instruction needs compliance', async () => {
  const wild = await scenarioFrom(text.replaceAll('distress: 2, trust', 'distress: 5, trust'));
  const facts = watchedFacts(firstRun(wild).state, wild);
  const needs = (id: string) => facts.find(({ fact }) => fact === id)!.needs;
  expect(needs('address')).toEqual([{ text: 'is asked twice while distress is 4.5 or more', met: false }]);
  expect(needs('pulse')).toContainEqual({ text: 'compliance of at least 0.47, it is 0.1', met: false });
});

test('the timeline says what happened, what is due when, what waits for what, and what was prevented', () => {
  expect(eventOf('opening', rung)).toMatchObject({ state: 'waits', because: ['the greeting'] });
  expect(eventOf('opening', greeted)).toMatchObject({ state: 'happened', injectable: false });
  expect(eventOf('worse', greeted)).toMatchObject({ state: 'due', atMs: 60_000, injectable: true });
  expect(eventOf('falls', greeted)).toMatchObject({ state: 'waits', because: ['his age', 'it gets worse'] });
  expect(eventOf('leaves', greeted)).toMatchObject({ state: 'due', atMs: 90_000 });
  expect(eventOf('ending', greeted)).toMatchObject({ state: 'due', atMs: 300_000, injectable: false });
  const phoned = said(greeted, 'What is your phone number?', 10_000);
  expect(eventOf('leaves', phoned)).toMatchObject({ state: 'prevented', because: ['the number'] });
  const worse = nextRun(phoned, { type: 'injected', event: 'worse', atMs: 20_000 }, play);
  expect(eventOf('worse', worse)).toMatchObject({ state: 'happened', atMs: 20_000, injectable: false });
  expect(watchedEvents(worse.state, play).map(({ event }) => event)).toEqual([
    'opening',
    'worse',
    'ending',
    'falls',
    'leaves',
  ]);
});

test('nothing can be made to happen once the drill is decided', () => {
  const over = nextRun(greeted, { type: 'stopped', atMs: 30_000 }, play);
  expect(play.format.events.some((event) => isInjectable(event, over.state))).toBe(false);
  expect(eventOf('ending', over)).toMatchObject({ state: 'happened', atMs: 30_000 });
});
