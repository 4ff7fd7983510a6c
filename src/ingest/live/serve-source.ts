import { EarshotError, publicError, toEarshotError } from '../../errors.ts';
import type { Clock } from '../../lib/clock.ts';
import type { Log } from '../../log.ts';
import type { LiveStart, ToLiveSource } from '../../model/live.ts';
import type { LiveIntake, LiveLine, SourceSocket } from '../live-intake.ts';
import { EncodingWatch } from './encoding-watch.ts';
import { invalid, parseFrame, parseJson, parseMessage } from './protocol.ts';
import { isSimple, SimpleClient } from './simple-client.ts';

const startWithinMs = 10_000;
const ackEveryMs = 1_000;
/** A source that keeps sending what cannot be read is let go. */
const mostMistakes = 20;

/**
 *   connected ── start ─▶ open ── stop ─▶ ended
 *                          │ connection lost: the call waits for the same key
 *
 * Messages are taken one after the other; a mistake is answered and does not end the call.
 */
export function serveSource(
  socket: SourceSocket,
  deps: { intake: LiveIntake; clock: Clock; log: Log },
): void {
  const over = new AbortController();
  const simple = new SimpleClient(deps.intake);
  let open: { line: LiveLine; start: LiveStart; watch: EncodingWatch } | undefined;
  let mistakes = 0;
  let last: Promise<void> = Promise.resolve();

  const reply = (message: ToLiveSource) => socket.send(JSON.stringify(message));

  async function begin(start: LiveStart): Promise<void> {
    if (open) throw invalid('this connection has a call already');
    const line = await deps.intake.open(start);
    open = { line, start, watch: new EncodingWatch(start) };
    line.onEnd(() => {
      reply({ type: 'ended', callId: line.callId });
      socket.close('the call is over');
    });
    line.onReplaced(() => {
      const { code, message } = publicError(new EarshotError('live_taken_over'));
      reply({ type: 'error', code, message });
      socket.close(code);
    });
    reply({ type: 'ready', callId: line.callId, received: line.received() });
    void acknowledge(line);
  }

  async function acknowledge(line: LiveLine): Promise<void> {
    for (let told = ''; !over.signal.aborted; ) {
      // Rejects only when the connection is over, and then the loop ends.
      await deps.clock.sleep(ackEveryMs, over.signal).catch(() => {});
      const received = line.received();
      if (over.signal.aborted || String(received) === told) continue;
      told = String(received);
      reply({ type: 'ack', received });
    }
  }

  async function takeText(text: string): Promise<void> {
    const json = parseJson(text);
    if (isSimple(json)) {
      const answer = await simple.take(json);
      if (answer !== undefined) socket.send(JSON.stringify(answer));
      return;
    }
    const message = parseMessage(text);
    if (message.type === 'start') return begin(message);
    if (!open) throw invalid('a call begins with a start');
    if (message.type === 'hold') open.line.hold(message.on);
    else if (message.type === 'mute') open.line.mute(message.leg, message.on);
    else await open.line.end();
  }

  async function take(message: string | Uint8Array): Promise<void> {
    try {
      if (typeof message === 'string') return await takeText(message);
      if (!open) throw invalid('a call begins with a start');
      const { leg, frame, bytes } = parseFrame(message, open.start);
      open.line.frame(leg, frame);
      const doubt = open.watch.push(leg, bytes);
      if (doubt === null) return;
      open.line.doubted(leg, doubt);
      reply({ type: 'warning', code: 'encoding', leg, message: doubt });
    } catch (thrown) {
      const error = publicError(thrown);
      const { code } = error;
      if (code === 'internal')
        deps.log.error({ err: toEarshotError(thrown) }, 'a message of a live source could not be taken');
      reply({ type: 'error', ...error });
      const refused = code === 'live_full' || code === 'live_key_in_use';
      if (refused || ++mistakes >= mostMistakes) socket.close(code);
    }
  }

  /** Frames are the many: they go on at once, unless something before them is still under way. */
  let waiting = 0;
  function next(message: string | Uint8Array): void {
    waiting++;
    last = last
      .then(() => take(message))
      .finally(() => {
        waiting--;
      });
    const room = open?.line.room();
    if (!room) return;
    socket.pause();
    void room.finally(() => socket.resume());
  }

  socket.onMessage(next);
  socket.onClose(() => {
    over.abort();
    open?.line.gone();
    simple.gone();
  });
  void deps.clock.sleep(startWithinMs, over.signal).then(
    () => {
      if (!open && simple.isEmpty && waiting === 0) socket.close('no start came');
    },
    () => {
      // The connection is over.
    },
  );
}
