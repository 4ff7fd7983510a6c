import { readFailure, unreachable } from '../../api/ask.ts';

/** One stretch of one leg as the server has it. */
interface Piece {
  samples: Float32Array<ArrayBuffer>;
  startMs: number;
  sampleRateHz: number;
}

const askEveryMs = 300;
/** What lies ready before it is played: less, and every hitch of the network is heard. */
const aheadS = 0.5;
/** Further behind than this, and the newest is played instead. */
const mostAheadS = 2.5;

export interface Listener {
  /** Up to where has been heard, on the call's own clock; null before anything was. */
  heardMs(): number | null;
  /** Which leg is heard; null for all. */
  choose(leg: number | null): void;
  stop(): void;
}

/**
 * Plays an open call from a position on. Pieces are asked for again and again and laid one behind the other on the
 * clock of the sound card: `shift` is the sound card's time at which the call began.
 */
export function listen(
  call: { id: string; legs: number; fromMs: number },
  onFailure: (error: unknown) => void,
): Listener {
  const context = new AudioContext();
  const gains = Array.from({ length: call.legs }, () => new GainNode(context, { gain: 1 }));
  for (const gain of gains) gain.connect(context.destination);
  const next = gains.map(() => call.fromMs);
  const stopped = new AbortController();
  let shift: number | null = null;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function play(leg: number, piece: Piece): void {
    if (piece.samples.length === 0) return;
    next[leg] = piece.startMs + (piece.samples.length * 1000) / piece.sampleRateHz;
    const startS = piece.startMs / 1000;
    const ahead = shift === null ? 0 : shift + startS - context.currentTime;
    if (shift === null || ahead < 0 || ahead > mostAheadS) shift = context.currentTime + aheadS - startS;
    const buffer = context.createBuffer(1, piece.samples.length, piece.sampleRateHz);
    buffer.copyToChannel(piece.samples, 0);
    const source = new AudioBufferSourceNode(context, { buffer });
    source.connect(gains[leg]!);
    source.start(shift + startS);
  }

  async function ask(): Promise<void> {
    try {
      const pieces = await Promise.all(
        next.map((fromMs, leg) => fetchPiece(call.id, { leg, fromMs }, stopped.signal)),
      );
      for (const [leg, piece] of pieces.entries()) play(leg, piece);
      timer = setTimeout(ask, askEveryMs);
    } catch (error) {
      if (!stopped.signal.aborted) onFailure(error);
    }
  }

  void ask();
  return {
    heardMs: () => (shift === null ? null : (context.currentTime - shift) * 1000),
    choose(chosen) {
      for (const [leg, gain] of gains.entries()) {
        gain.gain.value = chosen === null || chosen === leg ? 1 : 0;
      }
    },
    stop() {
      stopped.abort();
      clearTimeout(timer);
      // It is being let go; whether it closes in time changes nothing.
      void context.close().catch(() => undefined);
    },
  };
}

async function fetchPiece(
  id: string,
  { leg, fromMs }: { leg: number; fromMs: number },
  signal: AbortSignal,
): Promise<Piece> {
  const query = new URLSearchParams({ leg: String(leg), fromMs: String(Math.max(0, fromMs)) });
  const response = await fetch(`/api/v1/live/${encodeURIComponent(id)}/audio?${query}`, { signal }).catch(
    (error) => {
      throw signal.aborted ? error : unreachable();
    },
  );
  if (!response.ok) throw readFailure(response.status, await response.json());
  const view = new DataView(await response.arrayBuffer());
  const samples = new Float32Array(view.byteLength / 2);
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(2 * i, true) / 32_768;
  return {
    samples,
    startMs: Number(response.headers.get('x-start-ms')),
    sampleRateHz: Number(response.headers.get('x-sample-rate')),
  };
}
