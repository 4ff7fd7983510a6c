import { type Command, InvalidArgumentError } from 'commander';
import type { OwnScenarios } from '../app/drills.ts';
import { type Environment, readConfig } from '../config.ts';
import { runningServer, withServer } from './connect.ts';
import type { DrillFlags } from './drill.ts';
import { ownScenarios } from './own-scenarios.ts';
import { type Output, openOutput } from './print.ts';

interface CommonFlags {
  data?: string;
  json?: boolean;
}

/**
 * Commands of the training simulator. What ships is played without a server; the centre's own scenarios come from the
 * one that runs, or from the data folder that is named. The simulator is loaded when one is called for.
 */
export function addDrills(drill: Command, env: Environment): void {
  const json = 'answer in JSON, with nothing else on standard output';
  const data = "with the scenarios of this data folder (the running server's when left out)";
  drill
    .command('list')
    .description('what the simulator can play')
    .option('--data <folder>', data)
    .option('--json', json)
    .action(async (flags: CommonFlags) => {
      const { showScenarios } = await import('./drill.ts');
      await withOwn(flags, env, showScenarios);
    });
  drill
    .command('run <scenario>')
    .description('play what a trainee says against a scenario, and score it')
    .requiredOption('--turns <file>', 'a JSON array of texts, or of objects with text and atMs')
    .option('--seed <n>', "another seed than the scenario's own", toSeed)
    .option('--cad <file>', "the trainee's CAD record as JSON, to be compared with the scenario's")
    .option('--data <folder>', data)
    .option('--json', json)
    .action(async (scenario: string, flags: CommonFlags & DrillFlags) => {
      const { playFile } = await import('./drill.ts');
      await withOwn(flags, env, (own, output) => playFile(scenario, flags, own, output));
    });
}

/** @throws already_running while a server starts that is wanted; what opening a named data folder can */
async function withOwn(
  { data, json }: CommonFlags,
  env: Environment,
  use: (own: OwnScenarios, output: Output) => Promise<void>,
): Promise<void> {
  const output = openOutput(json === true);
  const config = await readConfig(data === undefined ? {} : { data }, env);
  if (data === undefined)
    return await use(
      ownScenarios(() => runningServer(config)),
      output,
    );
  await withServer(config, 'drill', output, (api) =>
    use(
      ownScenarios(async () => api),
      output,
    ),
  );
}

function toSeed(text: string): number {
  // An empty text would be the number 0.
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isSafeInteger(value) || value < 0)
    throw new InvalidArgumentError('a whole number from 0 on is wanted');
  return value;
}
