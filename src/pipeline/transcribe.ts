import { publicError } from '../errors.ts';
import type { Leg, Span, Turn } from '../model/call.ts';
import type { Finding } from '../model/judgement.ts';
import type { Heard, HeardTurn } from '../speech/engine.ts';
import { parseTranscript } from '../speech/given/parse.ts';
import { type PlacedTranscript, placeTurns } from '../speech/given/place.ts';
import type { GivenTranscript } from '../speech/given/transcript.ts';
import { type CallRow, setCall } from '../storage/db/calls.ts';
import { replaceFindings } from '../storage/db/findings.ts';
import { callLegs, replaceLegs, saveTranscript } from '../storage/db/transcripts.ts';
import { legsOfSpeakers } from './legs.ts';
import type { RunStage, StageOutcome } from './parts.ts';
import { storedAudio } from './stored-audio.ts';

/** Turns the call into text: from the transcript that came with it, else by the speech engine. */
export const transcribe: RunStage = async (call, parts, context) => {
  const legs = await callLegs(call.id, parts.db);
  if (call.givenTranscript) {
    return keepGiven(call, parseTranscript(call.givenTranscript.text, call.givenTranscript.fileName), legs);
  }
  const audio = await storedAudio(call, parts);
  try {
    const heard = await parts.speech.hear(
      {
        audio,
        legs: legs.map((leg) => ({ leg: leg.index, channel: leg.channel, speech: leg.speech })),
        language: call.metadata.language ?? null,
        hotwords: parts.speech.hotWords.of(call.metadata.queue ?? null),
      },
      { signal: context.signal, onProgress: context.onProgress },
    );
    return keep(call, legs, heard, `${heard.engine.name} ${heard.engine.model}`);
  } catch (thrown) {
    const problem = publicError(thrown);
    if (problem.code !== 'speech_engine_missing') throw thrown;
    return { kind: 'waiting', problem };
  }
};

function keepGiven(call: CallRow, given: GivenTranscript, legs: Leg[]): StageOutcome {
  const placed = placeTurns(given, legs);
  const limitMs = call.durationMs ?? Number.POSITIVE_INFINITY;
  const turns = placed.turns
    .filter((turn) => turn.startMs < limitMs)
    .map((turn) => ({ ...turn, endMs: Math.min(turn.endMs, limitMs) }));
  const heard: Heard = { language: given.language, turns, missed: [] };
  const told = legsTold(legs, { ...placed, turns });
  return keep(call, call.source === 'simulated' ? legsTyped(told, turns) : told, heard, 'given');
}

/**
 * A transcript that names its speakers tells the legs of a mono recording apart, and may say who they are; what a
 * person or the sender said of the recording comes first.
 */
function legsTold(legs: Leg[], { turns, roles }: PlacedTranscript): Leg[] {
  const told =
    roles.length > legs.length
      ? legsOfSpeakers(
          roles.map((_, leg) => spansOf(leg, turns)),
          1,
        )
      : legs;
  return told.map((leg) => {
    const role = roles[leg.index];
    if (!role || leg.roleSource === 'person' || leg.roleSource === 'given') return leg;
    return { ...leg, role, roleSource: 'given', roleConfidence: 1 };
  });
}

/** On a drill a leg without sound was typed: its turns say when it spoke. */
function legsTyped(legs: Leg[], turns: HeardTurn[]): Leg[] {
  return legs.map((leg) => (leg.speech.length > 0 ? leg : { ...leg, speech: spansOf(leg.index, turns) }));
}

function spansOf(leg: number, turns: HeardTurn[]): Span[] {
  return turns.filter((turn) => turn.leg === leg).map(({ startMs, endMs }) => ({ startMs, endMs }));
}

function keep(call: CallRow, legs: Leg[], heard: Heard, engine: string): StageOutcome {
  const language = call.metadata.language ?? heard.language;
  return {
    kind: 'done',
    async save(tx) {
      await replaceLegs(call.id, legs, tx);
      await saveTranscript(call.id, { language, engine, turns: toTurns(heard.turns, legs) }, tx);
      await replaceFindings(call.id, 'transcribe', heard.missed.map(toFinding), tx);
      await setCall(call.id, { language }, tx);
      return [];
    },
  };
}

function toTurns(heard: HeardTurn[], legs: Leg[]): Turn[] {
  return heard
    .toSorted((a, b) => a.startMs - b.startMs || a.leg - b.leg)
    .map((turn, index) => ({ ...turn, index, role: legs[turn.leg]?.role ?? 'other' }));
}

/** Speech that could not be made out is shown as a gap, never filled in. */
function toFinding(missed: Heard['missed'][number]): Finding {
  return {
    kind: 'transcript',
    type: 'speech_not_recognised',
    value: missed.reason,
    status: null,
    turn: null,
    chars: null,
    span: { startMs: missed.startMs, endMs: missed.endMs },
    confidence: 1,
    source: 'rule',
  };
}
