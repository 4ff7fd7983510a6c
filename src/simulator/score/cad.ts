import { numberRuns } from '../../analysis/text/numbers.ts';
import { tokenise } from '../../analysis/text/tokens.ts';
import type { ScoreItem, ScorePart } from '../../model/drill.ts';
import { factOf } from '../playable.ts';
import { rounded, type ScoredDrill, soughtInVain, tellingTurn } from './scored-drill.ts';

const shares = { location: 0.4, incident: 0.2, priority: 0.2, narrative: 0.2, units: 0.1 } as const;
const leastOfFact = 0.5;
const leastOfPlace = 0.6;

/** The trainee's record beside the scenario's own: location 0.4, type 0.2, priority 0.2, narrative 0.2, units 0.1 where some have to be sent. */
export function cadPart(scored: ScoredDrill): Pick<ScorePart, 'points' | 'reason' | 'items'> {
  const { cad } = scored;
  if (!cad) return { points: null, reason: 'No CAD record was given.', items: [] };
  const { expected } = scored.play.format;
  const items: (ScoreItem & { share: number })[] = [
    { ...locationItem(cad.location, scored), share: shares.location },
    {
      ...sameItem('incident', 'incident type', cad.incident, expected.incident, scored),
      share: shares.incident,
    },
    ...(expected.priority
      ? [
          {
            ...sameItem('priority', 'priority', cad.priority, expected.priority, scored),
            share: shares.priority,
          },
        ]
      : []),
    { ...narrativeItem(`${cad.narrative} ${cad.callback}`, scored), share: shares.narrative },
  ];
  if (scored.play.format.cad.units.length > 0)
    items.push({ ...unitsItem(cad.units, scored), share: shares.units });
  const weight = items.reduce((sum, { share }) => sum + share, 0);
  const points = rounded(items.reduce((sum, { share, points: earned }) => sum + share * earned!, 0) / weight);
  return {
    points,
    reason: 'The record beside that of the scenario.',
    items: items.map(({ share: _, ...item }) => item),
  };
}

/** All numbers and words: full; the numbers and most words: half. */
function locationItem(given: string, scored: ScoredDrill): ScoreItem {
  const { truth } = scored.play.format.location;
  const numbers = sameNumbers(truth, given);
  const words = shareOf(truth, given);
  const points = numbers && words === 1 ? 1 : numbers && words >= leastOfPlace ? 0.5 : 0;
  const reason = points === 1 ? 'It is the place of the record.' : `The record says: ${truth}.`;
  return { ...item('location', 'location', points, reason), evidence: soughtInVain('the location', scored) };
}

function sameItem(
  id: string,
  title: string,
  given: string,
  expected: string,
  scored: ScoredDrill,
): ScoreItem {
  const points = given.trim().toLowerCase() === expected.toLowerCase() ? 1 : 0;
  const reason = points === 1 ? 'As in the record.' : `The record says ${expected}.`;
  return { ...item(id, title, points, reason), evidence: soughtInVain(title, scored) };
}

function narrativeItem(given: string, scored: ScoredDrill): ScoreItem {
  const { narrative, callback } = scored.play.format.cad;
  const wanted = [...narrative, ...(callback ? [callback] : [])].map((id) => factOf(id, scored.play));
  const missing = wanted.filter(
    ({ format }) => !(sameNumbers(format.value, given) && shareOf(format.value, given) >= leastOfFact),
  );
  const points = rounded(1 - missing.length / wanted.length);
  const reason =
    missing.length === 0
      ? 'It holds what belongs into it.'
      : `It does not hold: ${missing.map(({ format }) => format.title).join(', ')}.`;
  const told = scored.state.told.filter(({ fact }) => missing.some(({ id }) => id === fact));
  const evidence = told.flatMap(({ atMs }) => tellingTurn(atMs, 'what the record misses', scored));
  return {
    ...item('narrative', 'facts of the narrative', points, reason),
    evidence: evidence.length > 0 ? evidence : soughtInVain('facts of the narrative', scored),
  };
}

/** What centres call the units of a service; a unit's own call sign says it by its first letters. */
const called = {
  police: /\b(police|officers?|patrol|deput(y|ies)|sheriff|troopers?|cops?|pd|so|p\d+|u\d+)\b/,
  fire: /\b(fire|engines?|ladders?|trucks?|rescue|fd|e\d+|l\d+|t\d+|r\d+)\b/,
  ambulance: /\b(ambulances?|medics?|ems|paramedics?|als|bls|m\d+|a\d+)\b/,
};

/** Each service that has to be sent counts the same; one too many takes nothing off. */
function unitsItem(given: string, scored: ScoredDrill): ScoreItem {
  const wanted = scored.play.format.cad.units;
  const missing = wanted.filter((service) => !called[service].test(given.toLowerCase()));
  const points = rounded(1 - missing.length / wanted.length);
  const reason =
    missing.length === 0 ? 'All that has to be sent.' : `Not in the record: ${missing.join(', ')}.`;
  return { ...item('units', 'units', points, reason), evidence: soughtInVain('the units', scored) };
}

function item(id: string, title: string, points: number, reason: string): Omit<ScoreItem, 'evidence'> {
  return { id, title, state: points === 1 ? 'right' : points > 0 ? 'partly' : 'wrong', points, reason };
}

function sameNumbers(wanted: string, given: string): boolean {
  const inGiven = new Set(numberRuns(tokenise(given).tokens).map(({ digits }) => digits));
  return numberRuns(tokenise(wanted).tokens).every(({ digits }) => inGiven.has(digits));
}

const plainWords = /^(the|a|an|of|at|in|on|and|is|by|with|for|to)$/;

/** The share of the words of a text that stand in another. */
function shareOf(wanted: string, given: string): number {
  const stems = new Set(tokenise(given).tokens.map(({ stem }) => stem));
  const words = tokenise(wanted).tokens.filter(({ word }) => !plainWords.test(word) && !/^\d/.test(word));
  if (words.length === 0) return 1;
  return words.filter(({ stem }) => stems.has(stem)).length / words.length;
}
