import { once } from 'node:events';
import { systemClock } from '../../../../lib/clock.ts';
import { silentLog } from '../../../../log.ts';
import { openEmbedded } from '../embedded.ts';

/** A process that holds the embedded server of a folder until Ctrl-C: for tests that kill it. */
const dataFolder = process.argv[2] as string;
process.stdout.write('opening\n');
const embedded = await openEmbedded({ dataFolder }, { clock: systemClock, log: silentLog });
const keepAlive = setInterval(() => {}, 60_000);
const interrupted = once(process, 'SIGINT');
process.stdout.write(`${embedded.url}\n`);
await interrupted;
await embedded[Symbol.asyncDispose]();
clearInterval(keepAlive);
process.stdout.write('closed\n');
