import { type FromLiveSource, type LiveStart, ToLiveSource } from '../../../../src/model/live.ts';
import { type LiveFrame, writeFrame } from '../../../../src/model/live-frame.ts';
import { backOffMs } from '../../api/live/back-off.ts';
import { socketAddress } from '../../api/live/socket-address.ts';
import { ResendBuffer } from '../../audio/resend-buffer.ts';

/**
 *   connecting ── ready ─▶ open ── stop ─▶ ending ── ended ─▶ ended
 *        ▲                  │ connection lost
 *        └──── again ──── away        refused: the server does not take the call, and says why
 */
export type LinkState = 'connecting' | 'open' | 'away' | 'ending' | 'ended' | 'refused';

export interface LinkView {
  state: LinkState;
  callId: string | null;
  /** Frames that are not safe yet. */
  waiting: number;
  /** What the server said is wrong, or null. */
  problem: string | null;
}

export interface SourceLink {
  frame(leg: number, samples: Int16Array): void;
  hold(on: boolean): void;
  mute(on: boolean): void;
  stop(): void;
}

/** Ten minutes of two legs: longer than the server waits for a source that is away. */
const mostFrames = 60_000;
/** While nothing can be sent, how much waits is told once a second. */
const toldEvery = 50;

/** Brings one call to the server: what is not safe yet is kept, and sent again after a lost connection. */
export function openSourceLink(start: LiveStart, onChange: (view: LinkView) => void): SourceLink {
  const buffer = new ResendBuffer(mostFrames);
  const next = start.legs.map(() => ({ sequence: 0, firstSample: 0 }));
  let view: LinkView = { state: 'connecting', callId: null, waiting: 0, problem: null };
  let socket: WebSocket | undefined;
  let again: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;
  let held = false;
  let muted = false;
  let stopping = false;

  function change(next: Partial<LinkView>): void {
    view = { ...view, ...next, waiting: buffer.waiting().length };
    onChange(view);
  }

  function say(message: FromLiveSource): void {
    if (socket?.readyState === WebSocket.OPEN) socket.send(JSON.stringify(message));
  }

  function isOver(): boolean {
    return view.state === 'ended' || view.state === 'refused';
  }

  function finish(state: 'ended' | 'refused', problem: string | null = null): void {
    clearTimeout(again);
    change({ state, problem });
    socket?.close();
  }

  function ready(callId: string, received: number[]): void {
    if (view.callId !== null && view.callId !== callId) {
      say({ type: 'stop' });
      finish('ended', 'The connection was away for too long: the call ended without the last words.');
      return;
    }
    failures = 0;
    buffer.acknowledge(received);
    for (const { leg, frame } of buffer.waiting()) socket?.send(writeFrame(leg, frame));
    // What was pressed while the connection was away.
    say({ type: 'mute', leg: 0, on: muted });
    say({ type: 'hold', on: held });
    change({ state: stopping ? 'ending' : 'open', callId, problem: null });
    if (stopping) say({ type: 'stop' });
  }

  function take(reply: ToLiveSource): void {
    if (reply.type === 'ready') ready(reply.callId, reply.received);
    else if (reply.type === 'ended') finish('ended');
    else if (reply.type === 'error' && view.callId === null) finish('refused', reply.message);
    else if (reply.type === 'error' || reply.type === 'warning') change({ problem: reply.message });
    else {
      buffer.acknowledge(reply.received);
      change({});
    }
  }

  function connect(): void {
    socket = new WebSocket(socketAddress('/live/source'));
    socket.onopen = () => say(start);
    socket.onmessage = ({ data }) => take(ToLiveSource.parse(JSON.parse(String(data))));
    socket.onclose = () => {
      if (isOver()) return;
      change({ state: 'away' });
      again = setTimeout(connect, backOffMs(failures++, Math.random()));
    };
  }

  connect();
  return {
    frame(leg, samples) {
      const at = next[leg];
      if (!at || stopping || isOver()) return;
      const frame: LiveFrame = { ...at, samples };
      next[leg] = { sequence: at.sequence + 1, firstSample: at.firstSample + samples.length };
      buffer.keep(leg, frame);
      if (view.state === 'open') socket?.send(writeFrame(leg, frame));
      else if (frame.sequence !== null && frame.sequence % toldEvery === 0) change({});
    },
    hold(on) {
      held = on;
      say({ type: 'hold', on });
    },
    mute(on) {
      muted = on;
      say({ type: 'mute', leg: 0, on });
    },
    stop() {
      if (stopping || isOver()) return;
      stopping = true;
      if (view.state !== 'open') return;
      change({ state: 'ending' });
      say({ type: 'stop' });
    },
  };
}
