import { EarshotError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../log.ts';
import type { Heard, Hearing, HearOptions, SpeechEngine } from '../engine.ts';
import { quietestMs, readChannel } from '../pcm.ts';
import { overlapMs, planSegments, type Segment } from '../segments.ts';
import { openSlots } from '../slots.ts';
import { buildTurns, type HeardPiece } from '../turns.ts';
import { type Excerpt, excerptWav, lengthMs, longExcerpts, turnExcerpts } from './excerpt.ts';
import { piecesOf } from './pieces.ts';
import { hasTimes, type Reply } from './reply.ts';
import { type Endpoint, openTranscribe } from './transcribe.ts';

export interface EndpointDeps {
  clock: Clock;
  log: Log;
}

const speechWorthMissingMs = 400;
/** A piece that ends this near to a segment still speaks for it: endpoints round their times. */
const slackMs = 300;

/**
 * Any server with `/v1/audio/transcriptions`: OpenAI, Groq, and self-hosted ones that may answer with bare text.
 * Whether an endpoint gives times is found out by the first answer; one that does not gets a request for each turn.
 */
export function openEndpointEngine(endpoint: Endpoint, deps: EndpointDeps): SpeechEngine {
  const transcribe = openTranscribe(endpoint, deps);
  const slots = openSlots(endpoint.parallel);
  const closing = new AbortController();
  let givesTimes: boolean | null = null;

  async function hearAll(hearing: Hearing, options: HearOptions): Promise<Heard> {
    const segments = await planSegments(hearing.legs, hearing.audio.durationMs, async (channel, search) => {
      const samples = await readChannel(hearing.audio, channel, search);
      return search.startMs + quietestMs(samples, hearing.audio.sampleRateHz);
    });
    const { sampleRateHz } = hearing.audio;
    const sizes = { maxBytes: endpoint.maxPieceBytes, sampleRateHz };
    const long = () => longExcerpts(segments, { ...sizes, maxMs: endpoint.maxPieceMs });
    const byTurn = () => turnExcerpts(segments, { ...sizes, maxMs: endpoint.maxUntimedPieceMs });

    const answers = new Map<Excerpt, Reply>();
    let excerpts = givesTimes === false ? byTurn() : long();
    const [first] = excerpts;
    if (first && givesTimes === null) {
      const reply = await ask(first, hearing, options);
      answers.set(first, reply);
      if (reply.text !== '') givesTimes = hasTimes(reply);
      if (givesTimes === false) {
        excerpts = byTurn();
        // The answer to an excerpt of one turn is as good as it can be.
        const same = excerpts.find((excerpt) => JSON.stringify(excerpt) === JSON.stringify(first));
        if (same) answers.set(same, reply);
      }
    }
    await askRest(excerpts, answers, hearing, options);
    return toHeard(excerpts, answers, segments, hearing);
  }

  async function askRest(
    excerpts: Excerpt[],
    answers: Map<Excerpt, Reply>,
    hearing: Hearing,
    options: HearOptions,
  ): Promise<void> {
    const totalMs = excerpts.reduce((sum, excerpt) => sum + lengthMs(excerpt), 0);
    let doneMs = 0;
    const stop = new AbortController();
    const signal = AbortSignal.any([stop.signal, ...(options.signal ? [options.signal] : [])]);
    const one = async (excerpt: Excerpt) => {
      if (!answers.has(excerpt)) answers.set(excerpt, await ask(excerpt, hearing, { signal }));
      doneMs += lengthMs(excerpt);
      options.onProgress?.(Math.min(1, doneMs / totalMs));
    };
    try {
      await Promise.all(excerpts.map(one));
    } finally {
      // One piece that fails fails the call: the others need not be paid for.
      stop.abort();
    }
  }

  function ask(excerpt: Excerpt, hearing: Hearing, { signal }: HearOptions): Promise<Reply> {
    return slots.run(1, async () => {
      signal?.throwIfAborted();
      return await transcribe({
        wav: await excerptWav(excerpt, hearing.audio),
        language: hearing.language?.toLowerCase().split('-')[0] ?? null,
        hotwords: hearing.hotwords,
        ...(signal ? { signal } : {}),
      });
    });
  }

  return {
    name: 'openai-compatible',
    model: endpoint.model,
    capabilities: { wordTimes: true, hotwords: true, languages: ['*'] },
    async hear(hearing, options = {}) {
      const signal = AbortSignal.any([closing.signal, ...(options.signal ? [options.signal] : [])]);
      return await hearAll(hearing, { ...options, signal });
    },
    async [Symbol.asyncDispose]() {
      closing.abort(
        new EarshotError('speech_engine_failed', { details: { reason: 'the engine was closed' } }),
      );
    },
  };
}

function toHeard(
  excerpts: Excerpt[],
  answers: Map<Excerpt, Reply>,
  segments: Segment[],
  hearing: Hearing,
): Heard {
  const pieces = excerpts.flatMap((excerpt) => {
    const reply = answers.get(excerpt);
    return reply ? piecesOf(reply, excerpt) : [];
  });
  const languages = [...answers.values()].flatMap((reply) =>
    reply.language && reply.text ? [reply.language] : [],
  );
  return {
    language: hearing.language ?? languages[0] ?? null,
    turns: buildTurns(pieces),
    missed: segments
      .filter((segment) => segment.speechMs >= speechWorthMissingMs && !isHeard(segment, pieces))
      .map(({ leg, startMs, endMs }) => ({ leg, startMs, endMs, reason: 'nothing was recognised in it' })),
  };
}

function isHeard(segment: Segment, pieces: HeardPiece[]): boolean {
  const around = { startMs: segment.startMs - slackMs, endMs: segment.endMs + slackMs };
  return pieces.some((piece) => piece.leg === segment.leg && overlapMs(piece, around) > 0);
}
