import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import type { ToDesk } from '../src/model/drill-desk.ts';
import { ScenarioList } from '../src/model/scenario-card.ts';
import { openDesk, startDrill } from '../test/drill-desk-client.ts';
import { type Bench, quantile } from './bench.ts';
import { startServer, urlOf } from './running-server.ts';

const drillsAtOnce = 20;
const turnsEach = 12;
const pauseMs = 2_500;
const says = [
  '911, what is the address of your emergency?',
  'Tell me exactly what happened.',
  'What is your phone number?',
  'Help is on the way, I will stay with you.',
  'Are you hurt?',
  'Is anybody else there with you?',
];

export const bench: Bench = {
  name: 'drills',
  title: 'Drills at once, typed: from what the trainee sends to the turn that is kept and told',
  async run(report) {
    const folder = await mkdtemp(join(tmpdir(), 'earshot-bench-'));
    const server = startServer(folder);
    try {
      const url = await urlOf(server);
      const listed = await (await fetch(new URL('/api/v1/scenarios', url))).json();
      const { scenarios } = ScenarioList.parse(listed);
      const spoken = scenarios.filter(({ channel, kind }) => channel === 'voice' && kind === 'psap');
      const played = await Promise.all(
        Array.from({ length: drillsAtOnce }, (_, n) => play(url, spoken[n % spoken.length]!.id, n)),
      );
      const turns = played.flatMap(({ turnMs }) => turnMs);
      const late = played.flatMap(({ lateMs }) => lateMs);
      report({ what: `${drillsAtOnce} drills, turns measured`, value: turns.length, unit: '' });
      report({ what: 'a turn, kept and told, median', value: quantile(turns, 0.5), unit: 'ms' });
      report({
        what: 'a turn, kept and told, p95',
        value: quantile(turns, 0.95),
        unit: 'ms',
        bar: { atMost: 100 },
      });
      report({
        what: 'the caller begins after their time has come, p95',
        value: quantile(late, 0.95),
        unit: 'ms',
      });
    } finally {
      server.kill('SIGTERM');
      await once(server, 'exit');
      await rm(folder, { recursive: true, force: true });
    }
  },
};

/** One drill: a turn every few seconds, not all drills at the same moment. */
async function play(url: string, scenarioId: string, n: number) {
  await delay((n * pauseMs) / drillsAtOnce);
  const { id } = await startDrill(url, { scenarioId, trainee: `bench ${n}` });
  const desk = await openDesk(url, id);
  desk.say({ type: 'answer' });
  const { drill } = await desk.next('drill', (message) => message.drill.phase === 'open');
  const answeredAt = performance.now() - drill.durationMs;
  const turnMs: number[] = [];
  const lateMs: number[] = [];
  let isOver = false;
  void desk.closed.then(() => {
    isOver = true;
  });
  void (async () => {
    for (;;) {
      const { speaks } = await desk.next('speaks');
      lateMs.push(performance.now() - answeredAt - speaks.startMs);
    }
  })();
  for (let turn = 0; turn < turnsEach && !isOver; turn++) {
    const text = `${says[turn % says.length]} ${turn}`;
    const sentAt = performance.now();
    desk.say({ type: 'said', id: String(turn), text });
    await Promise.race([told(text), desk.closed]);
    turnMs.push(performance.now() - sentAt);
    await delay(pauseMs);
  }
  desk.say({ type: 'hang_up' });
  await desk.closed;
  return { turnMs, lateMs };

  /** As a turn of its own, or among all where it comes before one that was told. */
  async function told(text: string): Promise<void> {
    const isIt = (message: ToDesk) =>
      (message.type === 'turn' && message.turn.text === text) ||
      (message.type === 'drill' && message.drill.turns.some((turn) => turn.text === text));
    await Promise.race([desk.next('turn', isIt), desk.next('drill', isIt)]);
  }
}
