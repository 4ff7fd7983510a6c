import { systemClock } from '../../../../lib/clock.ts';
import { silentLog } from '../../../../log.ts';
import { openEmbedded } from '../embedded.ts';

/** A process that holds the embedded server of a folder until Ctrl-C: for tests that kill it. */
const dataFolder = process.argv[2] as string;
process.stdout.write('opening\n');
const embedded = await openEmbedded({ dataFolder }, { clock: systemClock, log: silentLog });
process.stdout.write(`${embedded.url}\n`);
const keepAlive = setInterval(() => {}, 60_000);
process.once('SIGINT', async () => {
  await embedded[Symbol.asyncDispose]();
  process.stdout.write('closed\n');
  clearInterval(keepAlive);
});
