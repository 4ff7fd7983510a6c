import { randomBytes } from 'node:crypto';
import { EarshotError } from '../../errors.ts';
import type { FromDesk } from '../../model/drill-desk.ts';
import { typedSpan } from './drill.ts';
import { traineeSpeaks } from './hearing.ts';
import { openLine } from './open-line.ts';
import type { PassingTime } from './passing-time.ts';
import { keepNow, type Playing } from './playing.ts';

/** Does what a message of the desk asks for. @throws drill_*, live_full, database_unavailable */
export async function actAtDesk(message: FromDesk, playing: Playing, time: PassingTime): Promise<void> {
  const { kept, clock, telling } = playing;
  const { phase, held, muted, saidIds, run } = kept.now;
  if (phase === 'ended') throw new EarshotError('drill_over');
  if (message.type === 'answer') return phase === 'ringing' ? answer(playing, time) : telling.all();
  if (message.type === 'hang_up') return time.end('trainee_ended');
  if (phase === 'ringing') throw new EarshotError('drill_not_answered');
  switch (message.type) {
    case 'said': {
      if (saidIds.has(message.id)) return telling.all();
      if (held || muted) throw new EarshotError('drill_not_heard');
      const span = typedSpan(message.text, clock.ms, { run }, kept.row.mode);
      return keepNow({ type: 'said', id: message.id, text: message.text, ...span }, playing);
    }
    case 'speaking':
      return traineeSpeaks(message.on, playing);
    case 'cut':
      await keepNow(message, playing);
      return telling.hush();
    default:
      await keepNow(message, playing);
      passOn(message, playing);
      telling.all();
  }
}

async function answer(playing: Playing, time: PassingTime): Promise<void> {
  const { kept, parts, clock, telling } = playing;
  const isHeard = kept.row.mode === 'voice' && parts.hears() !== null;
  const key = randomBytes(24).toString('hex');
  await openLine({ type: 'answered', key, isHeard }, playing, () => time.endLater('stopped'));
  clock.run();
  telling.all();
}

/** What is done at the desk and shows on the line. */
function passOn(message: FromDesk, { seat, clock, telling: { line } }: Playing): void {
  const atMs = clock.ms;
  if (message.type === 'hold') {
    if (message.on) seat.send({ type: 'hush' });
    line?.hold(message.on);
  } else if (message.type === 'mute') line?.mute(message.on);
  else if (message.type === 'keypad') line?.note(`Pressed the key ${message.key}.`, atMs);
  else if (message.type === 'transfer') line?.note(`Transferred to ${message.to}.`, atMs);
}
