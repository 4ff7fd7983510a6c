import { EarshotError, publicError, toEarshotError } from '../../errors.ts';
import type { SourceFrame } from '../../ingest/live-intake.ts';
import type { Log } from '../../log.ts';
import { FromDesk, type ToDesk } from '../../model/drill-desk.ts';
import type { PlayingDrill } from './playing-drill.ts';

/** The connection of a desk, whatever carries it. */
export interface DeskSocket {
  onMessage(take: (message: string | Uint8Array) => void): void;
  onClose(told: () => void): void;
  send(message: string | Uint8Array): void;
  close(reason: string): void;
}

/** A desk that keeps sending what cannot be read is let go. */
const mostMistakes = 20;
const unreadable = new Set<string>(['drill_message_invalid', 'live_message_invalid']);

interface DeskDeps {
  log: Log;
  /** @throws live_message_invalid */
  readFrame(bytes: Uint8Array): SourceFrame;
}

/** Serves one desk for as long as it is connected. A mistake is answered and does not end the drill. */
export function serveDesk(socket: DeskSocket, drill: PlayingDrill, { log, readFrame }: DeskDeps): void {
  let mistakes = 0;
  const reply = (message: ToDesk) => socket.send(JSON.stringify(message));
  const refuse = (thrown: unknown) => {
    const { code, message } = publicError(thrown);
    if (code === 'internal')
      log.error({ err: toEarshotError(thrown), drillId: drill.id }, 'a message of a desk could not be taken');
    reply({ type: 'error', code, message });
    if (unreadable.has(code) && ++mistakes >= mostMistakes) socket.close(code);
  };
  const letGo = drill.attach({
    send: (message) => (message instanceof Uint8Array ? socket.send(message) : reply(message)),
    replaced() {
      refuse(new EarshotError('drill_taken_over'));
      socket.close('drill_taken_over');
    },
    over: () => socket.close('the drill is over'),
  });
  socket.onMessage((message) => {
    try {
      if (typeof message !== 'string') drill.frame(readFrame(message));
      // Each takes its turn in the drill, in the order in which they came.
      else drill.take(parse(message)).catch(refuse);
    } catch (thrown) {
      refuse(thrown);
    }
  });
  socket.onClose(letGo);
}

/** Tells a desk why it cannot have the drill, and lets it go. */
export function refuseDesk(socket: DeskSocket, thrown: unknown): void {
  const { code, message } = publicError(thrown);
  socket.send(JSON.stringify({ type: 'error', code, message } satisfies ToDesk));
  socket.close(code);
}

/** @throws drill_message_invalid */
function parse(message: string): FromDesk {
  let json: unknown;
  try {
    json = JSON.parse(message);
  } catch {
    throw invalid('not JSON');
  }
  const parsed = FromDesk.safeParse(json);
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw invalid(issue ? `${issue.path.join('.')}: ${issue.message}` : 'not a message');
}

function invalid(problem: string): EarshotError {
  return new EarshotError('drill_message_invalid', { details: { problem } });
}
