import { type FromDesk, microphoneRateHz, ToDesk } from '../../../../src/model/drill-desk.ts';
import { writeFrame } from '../../../../src/model/live-frame.ts';
import { backOffMs } from '../../api/live/back-off.ts';
import { socketAddress } from '../../api/live/socket-address.ts';
import { ResendBuffer } from '../../audio/resend-buffer.ts';

/**
 *   connecting ─ drill ─▶ open ─ connection lost ─▶ away ─ again, drill ─▶ open
 *                          └ another desk takes the drill, or it is over ─▶ closed
 */
export type DeskLinkState = 'connecting' | 'open' | 'away' | 'closed';

export interface DeskLinkHandlers {
  onState(state: DeskLinkState): void;
  onMessage(message: ToDesk): void;
  /** The caller's voice, or what lies under the call: number of the utterance, rate in hertz, samples. */
  onAudio(utterance: number, rateHz: number, samples: Int16Array): void;
  /** The connection stands again: whatever may have been lost with the old one must be said again. */
  onBack(): void;
}

export interface DeskLink {
  /** Kept until it can be sent. */
  say(message: FromDesk): void;
  /**
   * A frame of the microphone; what is not safe is sent again after a lost connection.
   * @param atMs when it began, on the drill's clock
   */
  frame(samples: Int16Array, atMs: number): void;
  close(): void;
}

/** Five minutes: longer than the server lets a drill go on without a desk. */
const mostFrames = 15_000;
const audioHeaderBytes = 8;
/** After these another attempt would be told the same. */
const lasting = new Set(['drill_taken_over', 'drill_not_found', 'drill_over']);

/** Keeps one desk in touch with its drill. */
export function openDeskLink(drillId: string, handlers: DeskLinkHandlers): DeskLink {
  const buffer = new ResendBuffer(mostFrames);
  let outbox: FromDesk[] = [];
  let sequence = 0;
  /** Where the next frame goes: the first where the drill is, the others behind it. */
  let nextSample: number | null = null;
  let state: DeskLinkState = 'connecting';
  let socket: WebSocket | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let openedBefore = false;

  function change(next: DeskLinkState): void {
    if (state === next) return;
    state = next;
    handlers.onState(next);
  }

  function acknowledged(received: number): void {
    if (nextSample !== null) nextSample = Math.max(nextSample, received);
    buffer.acknowledge([received]);
  }

  function opened(): void {
    failures = 0;
    change('open');
    for (const { frame } of buffer.waiting()) socket?.send(writeFrame(0, frame));
    const waiting = outbox;
    outbox = [];
    for (const message of waiting) say(message);
    if (openedBefore) handlers.onBack();
    openedBefore = true;
  }

  function take({ data }: MessageEvent): void {
    if (data instanceof ArrayBuffer) {
      const { utterance, rateHz, samples } = readCallerAudio(data);
      handlers.onAudio(utterance, rateHz, samples);
      return;
    }
    const message = ToDesk.parse(JSON.parse(String(data)));
    if (message.type === 'ack') {
      acknowledged(message.received);
      return;
    }
    handlers.onMessage(message);
    if (message.type === 'error' && lasting.has(message.code)) close();
    if (message.type !== 'drill') return;
    if (message.drill.phase === 'ended') close();
    else if (state !== 'open') opened();
  }

  function say(message: FromDesk): void {
    if (state === 'closed') return;
    if (state === 'open' && socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
    else outbox.push(message);
  }

  function close(): void {
    clearTimeout(again);
    change('closed');
    socket?.close();
  }

  function connect(): void {
    socket = new WebSocket(socketAddress(`/drills/${encodeURIComponent(drillId)}/desk`));
    socket.binaryType = 'arraybuffer';
    socket.onmessage = take;
    socket.onclose = () => {
      if (state === 'closed') return;
      change('away');
      again = setTimeout(connect, backOffMs(failures++, Math.random()));
    };
  }

  connect();
  return {
    say,
    frame(samples, atMs) {
      if (state === 'closed') return;
      nextSample ??= Math.max(0, Math.round((atMs / 1000) * microphoneRateHz));
      const frame = { sequence: sequence++, firstSample: nextSample, samples };
      nextSample += samples.length;
      buffer.keep(0, frame);
      if (state === 'open') socket?.send(writeFrame(0, frame));
    },
    close,
  };
}

/** As `CallerSpeaks` says: two big-endian integers of 32 bits, then samples of 16 bits, little-endian. */
export function readCallerAudio(bytes: ArrayBuffer): {
  utterance: number;
  rateHz: number;
  samples: Int16Array;
} {
  const view = new DataView(bytes);
  const samples = new Int16Array((bytes.byteLength - audioHeaderBytes) >> 1);
  for (let i = 0; i < samples.length; i++) samples[i] = view.getInt16(audioHeaderBytes + 2 * i, true);
  return { utterance: view.getUint32(0), rateHz: view.getUint32(4), samples };
}
