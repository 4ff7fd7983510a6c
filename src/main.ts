import { runCommandLine } from './cli/command-line.ts';

// A terminal that was closed, or a pipe that nobody reads any more, must not end a server before it has stopped.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});

process.exitCode = await runCommandLine(process.argv, process.env);
