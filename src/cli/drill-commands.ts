import { type Command, InvalidArgumentError } from 'commander';
import type { DrillFlags } from './drill.ts';
import { openOutput } from './print.ts';

interface JsonFlag {
  json?: boolean;
}

/** Commands of the training simulator, with no server; the simulator is loaded when one is called for. */
export function addDrills(drill: Command): void {
  const json = 'answer in JSON, with nothing else on standard output';
  drill
    .command('list')
    .description('what the simulator can play')
    .option('--json', json)
    .action(async (flags: JsonFlag) => {
      const { showScenarios } = await import('./drill.ts');
      await showScenarios(openOutput(flags.json === true));
    });
  drill
    .command('run <scenario>')
    .description('play what a trainee says against a scenario, and score it')
    .requiredOption('--turns <file>', 'a JSON array of texts, or of objects with text and atMs')
    .option('--seed <n>', "another seed than the scenario's own", toSeed)
    .option('--cad <file>', "the trainee's CAD record as JSON, to be compared with the scenario's")
    .option('--json', json)
    .action(async (scenario: string, flags: JsonFlag & DrillFlags) => {
      const { playFile } = await import('./drill.ts');
      await playFile(scenario, flags, openOutput(flags.json === true));
    });
}

function toSeed(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('a whole number from 0 on is wanted');
  return value;
}
