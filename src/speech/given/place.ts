import type { Role, Span } from '../../model/call.ts';
import type { HeardTurn } from '../engine.ts';
import { overlapMs } from '../segments.ts';
import type { GivenTranscript, GivenTurn } from './transcript.ts';

/** A leg as the recording has it. */
export interface PlaceableLeg {
  index: number;
  channel: number;
  role: Role;
  /** Where the voice activity detector heard it; tells speakers apart who are not named. */
  speech?: Span[];
}

export interface PlacedTranscript {
  turns: HeardTurn[];
  /**
   * By leg index: the role the transcript gives it, or null where it says nothing. A recording of one leg whose
   * transcript has several voices gets more entries than it had legs: each voice is then a leg of its own, on the
   * same channel.
   */
  roles: (Role | null)[];
}

/** One speaker of the transcript. */
interface Voice {
  role: Role | null;
  channel: number | null;
  turns: GivenTurn[];
}

/** Decides which leg each voice of a transcript is: by channel, by role, by when it speaks, by order. */
export function placeTurns(given: GivenTranscript, legs: PlaceableLeg[]): PlacedTranscript {
  const voices = voicesOf(given.turns);
  const [only] = legs;
  const places =
    legs.length === 1 && only ? voices.map((_, index) => only.index + index) : placeVoices(voices, legs);
  const turns: HeardTurn[] = [];
  for (const [index, voice] of voices.entries()) {
    for (const { startMs, endMs, text, words, confidence } of voice.turns) {
      turns.push({ leg: places[index] as number, startMs, endMs, text, words, confidence });
    }
  }
  turns.sort((a, b) => a.startMs - b.startMs || a.leg - b.leg);
  const legCount = Math.max(0, ...legs.map((leg) => leg.index + 1), ...places.map((leg) => leg + 1));
  const roles = Array.from({ length: legCount }, (_, leg) =>
    roleOfLeg(voices.filter((_voice, index) => places[index] === leg)),
  );
  return { turns, roles };
}

function voicesOf(turns: GivenTurn[]): Voice[] {
  const voices = new Map<string, Voice>();
  // Where all is on one channel, the channel tells nobody apart.
  const channels = new Set(turns.map((turn) => turn.channel));
  for (const turn of turns) {
    // Two names of one role are one side of the call.
    const key = JSON.stringify(
      turn.channel === null || channels.size === 1
        ? { speaker: turn.role ?? turn.speaker }
        : { channel: turn.channel },
    );
    const voice = voices.get(key);
    if (voice) {
      voice.turns.push(turn);
      voice.role ??= turn.role;
    } else {
      voices.set(key, { role: turn.role, channel: turn.channel, turns: [turn] });
    }
  }
  return [...voices.values()];
}

function placeVoices(voices: Voice[], legs: PlaceableLeg[]): number[] {
  const places = voices.map((voice) => byChannel(voice, legs) ?? byRole(voice, legs));
  const open = voices.flatMap((_, index) => (places[index] === null ? [index] : []));
  const taken = new Set(places);
  const unspoken = legs.filter((leg) => !taken.has(leg.index));
  // Those left share the legs left; more voices than legs share the legs they fit best.
  const main = open.slice(0, unspoken.length);
  for (const [voice, leg] of bestPairs(
    main.map((index) => voices[index] as Voice),
    unspoken,
  )) {
    places[main[voice] as number] = leg.index;
  }
  return places.map((place, index) => place ?? nearest(voices[index] as Voice, legs));
}

function byChannel(voice: Voice, legs: PlaceableLeg[]): number | null {
  if (voice.channel === null) return null;
  const matching = legs.filter((leg) => leg.channel === voice.channel);
  return matching.length === 1 ? (matching[0]?.index ?? null) : null;
}

/** Only where roles are known: legs that are all `other` were never told apart. */
function byRole(voice: Voice, legs: PlaceableLeg[]): number | null {
  const matching = legs.filter((leg) => leg.role === voice.role);
  const isKnown = legs.some((leg) => leg.role !== 'other');
  return isKnown && matching.length === 1 ? (matching[0]?.index ?? null) : null;
}

/** Which voice is which leg, so that all together speak when their legs do; in order where that says nothing. */
function bestPairs(voices: Voice[], legs: PlaceableLeg[]): [number, PlaceableLeg][] {
  const inOrder = voices.flatMap((_, index): [number, PlaceableLeg][] => {
    const leg = legs[index];
    return leg ? [[index, leg]] : [];
  });
  const [first, second] = voices;
  const [legA, legB] = legs;
  if (!first || !second || !legA || !legB) return inOrder;
  const straight = togetherMs(first, legA) + togetherMs(second, legB);
  const crossed = togetherMs(first, legB) + togetherMs(second, legA);
  if (crossed <= straight) return inOrder;
  return [[0, legB], [1, legA], ...inOrder.slice(2)];
}

function nearest(voice: Voice, legs: PlaceableLeg[]): number {
  const scored = legs.map((leg) => ({ leg, ms: togetherMs(voice, leg) })).sort((a, b) => b.ms - a.ms);
  const best = scored[0];
  if (best && best.ms > 0) return best.leg.index;
  // A bystander is heard on the caller's side.
  return (legs.find((leg) => leg.role !== 'agent') ?? legs[0])?.index ?? 0;
}

function togetherMs(voice: Voice, leg: PlaceableLeg): number {
  let total = 0;
  for (const turn of voice.turns) for (const span of leg.speech ?? []) total += overlapMs(turn, span);
  return total;
}

/** The role of whoever says most on a leg; a bystander does not make it a bystander's. */
function roleOfLeg(voices: Voice[]): Role | null {
  const letters = (voice: Voice) => voice.turns.reduce((sum, turn) => sum + turn.text.length, 0);
  const named = voices.filter((voice) => voice.role !== null).sort((a, b) => letters(b) - letters(a));
  return (named.find((voice) => voice.role !== 'other') ?? named[0])?.role ?? null;
}
