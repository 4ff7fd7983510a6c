import { Command, InvalidArgumentError, Option } from 'commander';
import { z } from 'zod';
import { type Config, type Environment, readConfig, Settings } from '../config.ts';
import { EarshotError } from '../errors.ts';
import { listSettings } from '../lib/settings.ts';
import { CallDetail } from '../model/api.ts';
import { Role } from '../model/call.ts';
import { CallMetadata } from '../model/intake.ts';
import type { Api } from './api.ts';
import { listCalls, showCall } from './calls.ts';
import { withServer } from './connect.ts';
import { addDrills } from './drill-commands.ts';
import type { ReplayFlags } from './live-replay.ts';
import { importModel, listModels, pullModel, removeModel } from './models.ts';
import { type Output, openOutput, printError, table } from './print.ts';

interface CommonFlags {
  data?: string;
  json?: boolean;
}

/** What a command that talks to a server works with. */
interface Context {
  api: Api;
  output: Output;
  config: Config;
}

/** @returns the exit code */
export async function runCommandLine(argv: string[], env: Environment): Promise<number> {
  const wantsJson = argv.includes('--json');
  try {
    const state = { exitCode: 0 };
    await commands(env, state).parseAsync(argv);
    return state.exitCode;
  } catch (thrown) {
    printError(thrown, wantsJson);
    return 1;
  }
}

function commands(env: Environment, state: { exitCode: number }): Command {
  const program = new Command('earshot')
    .description(
      'Hears every call and turns it into a transcript, an explained score and the next piece of training.',
    )
    .showHelpAfterError('(--help shows what there is)')
    .enablePositionalOptions();

  const command = (name: string, description: string) =>
    program
      .command(name)
      .description(description)
      .option('--data <folder>', 'the data folder (EARSHOT_DATA)')
      .option('--json', 'answer in JSON, with nothing else on standard output');

  /** An action that talks to the server of the data folder. */
  const online =
    <Args extends unknown[]>(name: string, act: (context: Context, ...args: Args) => Promise<unknown>) =>
    async (...args: unknown[]) => {
      const flags = (args.at(-2) ?? {}) as CommonFlags;
      const output = openOutput(flags.json === true);
      const config = await readConfig(pick(flags), env);
      const fine = await withServer(config, name, output, (api) =>
        act({ api, output, config }, ...(args as Args)),
      );
      if (fine === false) state.exitCode = 1;
    };

  command('start', 'run the server and serve the dashboard')
    .option('--port <n>', 'the port to listen on (EARSHOT_PORT)', toInteger)
    .option('--host <address>', 'the address to listen on (EARSHOT_HOST)')
    .option('--no-demo', 'do not load the demo calls (EARSHOT_DEMO=false)')
    .action(async (flags: CommonFlags & { port?: number; host?: string; demo: boolean }) => {
      const config: Config = await readConfig(
        { ...pick(flags), port: flags.port, host: flags.host, demo: flags.demo ? undefined : false },
        env,
      );
      const { start } = await import('./start.ts');
      await start(config, openOutput(flags.json === true));
    });

  command('import <paths...>', 'take in recordings, with the sidecar and transcript files beside them')
    .option('--wait', 'wait until each call is scored, waits for something, or failed', false)
    .option('--transcript <file>', 'the transcript of the (one) call')
    .option('--agent <name>', 'who took the call')
    .option('--queue <name>', 'the queue it came through')
    .option('--customer <number>', 'the number of the caller')
    .option('--title <text>', 'what to call it')
    .option('--started-at <time>', 'when it began, ISO 8601 with an offset')
    .addOption(new Option('--kind <kind>', 'the trade').choices(['psap', 'contact-centre']))
    .addOption(new Option('--direction <way>').choices(['inbound', 'outbound', 'internal']))
    .option('--channels <roles>', 'who speaks on each channel or file: agent,customer', toRoles)
    .action(
      online('import', async ({ api, output, config }, paths: string[], flags: ImportFlags) => {
        const { importFiles } = await import('./import.ts');
        const { wait, transcript } = flags;
        const options = { wait, metadata: toMetadata(flags), intake: config.intake };
        return importFiles(paths, { ...options, ...(transcript ? { transcript } : {}) }, api, output);
      }),
    );

  command('calls', 'list calls')
    .option('--q <words>', 'words to find in transcripts')
    .option('--state <state>')
    .option('--kind <kind>')
    .option('--agent <name>')
    .option('--queue <name>')
    .option('--flagged <yes/no>')
    .option('--sort <key>', 'startedAt, receivedAt, durationMs or score')
    .option('--order <way>', 'asc or desc')
    .option('--limit <n>')
    .option('--cursor <text>', 'from the answer before')
    .action(
      online('calls', ({ api, output }, flags: CommonFlags & Record<string, string>) => {
        const { data: _data, json: _json, ...query } = flags;
        return listCalls(query, api, output);
      }),
    );

  command('call <id>', 'show everything known of one call').action(
    online('call', ({ api, output }, id: string) => showCall(id, api, output)),
  );

  command('retry <id>', 'try a failed call again').action(
    online('retry', async ({ api, output }, id: string) => {
      const call = await api.send(
        'POST',
        `/api/v1/calls/${encodeURIComponent(id)}/retry`,
        undefined,
        CallDetail,
      );
      output.answer(call, () => `${call.id}: ${call.state}`);
    }),
  );

  addModels(command('models', 'speech models: list, pull <name>, import <folder>, remove <name>'), online);

  const keys = command(
    'keys',
    'master keys: list, add (a new one), rotate (rewrap all objects under the newest)',
  );
  addKeys(keys, online, env);

  addJudging(command, env);
  addLive(program.command('live').description('calls that are open now: replay <recordings…>'), online);

  addKnowledge(
    command(
      'knowledge',
      "the centre's documents: list, add <files…>, replace <id> <file>, rename <id> <title>, remove <id>",
    ),
    online,
  );
  addDrills(program.command('drill').description('the training simulator: list, run <scenario>'), env);

  command('settings', 'list every setting with its environment variable').action((flags: CommonFlags) => {
    const settings = listSettings(Settings);
    openOutput(flags.json === true).answer({ settings }, () =>
      table(settings.map((one) => [one.path, one.variable, one.description])),
    );
  });

  return program;
}

interface ImportFlags extends CommonFlags {
  wait: boolean;
  transcript?: string;
  agent?: string;
  queue?: string;
  customer?: string;
  title?: string;
  startedAt?: string;
  kind?: string;
  direction?: string;
  channels?: Role[];
}

function toMetadata(flags: ImportFlags): CallMetadata {
  const { agent, queue, title, startedAt, kind, direction, channels, customer: customerNumber } = flags;
  const given = Object.entries({ agent, queue, title, startedAt, kind, direction, channels, customerNumber });
  const result = CallMetadata.safeParse(Object.fromEntries(given.filter(([, value]) => value !== undefined)));
  if (result.success) return result.data;
  throw new EarshotError('metadata_invalid', { details: { problems: z.prettifyError(result.error) } });
}

/** Makes an action out of what talks to the server of the data folder. */
type Online = <Args extends unknown[]>(
  name: string,
  act: (context: Context, ...args: Args) => Promise<unknown>,
) => (...args: unknown[]) => Promise<void>;

type ModelFlags = { languages?: string };

function addModels(models: Command, online: Online): void {
  models
    .argument('[action]', 'list, pull, import or remove', 'list')
    .argument('[name]', 'the model, or the folder')
    .option('--languages <tags>', 'of a folder whose model does not say them: fr,en')
    .action(
      online(
        'models',
        async ({ api, output }, action: string, name: string | undefined, flags: ModelFlags) => {
          if (action === 'list') return listModels(api, output);
          if (name === undefined) throw new InvalidArgumentError(`models ${action} needs a name`);
          if (action === 'pull') return pullModel(name, api, output);
          if (action === 'import') return importModel(name, flags.languages?.split(','), api, output);
          if (action === 'remove') return removeModel(name, api, output);
          throw new InvalidArgumentError(`there is no "models ${action}"`);
        },
      ),
    );
}

function addKeys(keys: Command, online: Online, env: Environment): void {
  keys
    .argument('[action]', 'list, add or rotate', 'list')
    .action(async (action: string, flags: CommonFlags, self: Command) => {
      const { listKeys, makeKey, rotate } = await import('./keys.ts');
      if (action === 'add') {
        return await makeKey(await readConfig(pick(flags), env), openOutput(flags.json === true));
      }
      const act = action === 'rotate' ? rotate : action === 'list' ? listKeys : undefined;
      if (!act) throw new InvalidArgumentError(`there is no "keys ${action}"`);
      return await online('keys', ({ api, output }) => act(api, output))(flags, self);
    });
}

function addKnowledge(knowledge: Command, online: Online): void {
  knowledge
    .argument('[action]', 'list, add, replace, rename or remove', 'list')
    .argument('[what...]', 'files, or the id of a document, and its new file or title')
    .action(
      online('knowledge', async ({ api, output }, action: string, what: string[]) => {
        const { addDocuments, listDocuments, removeDocument, renameDocument, replaceDocument } = await import(
          './knowledge.ts'
        );
        const [id = '', file = '', ...more] = what;
        if (action === 'list') return listDocuments(api, output);
        if (what.length === 0) throw new InvalidArgumentError(`knowledge ${action} needs to be told what`);
        if (action === 'add') return addDocuments(what, api, output);
        if (action === 'remove') return removeDocument(id, api, output);
        if (action === 'replace' && file !== '') return replaceDocument(id, file, api, output);
        if (action === 'rename' && file !== '')
          return renameDocument(id, [file, ...more].join(' '), api, output);
        throw new InvalidArgumentError(`there is no "knowledge ${action}" of ${what.length}`);
      }),
    );
}

/** Commands on files, with no server and no database; each part is loaded when it is called for. */
function addJudging(command: (name: string, description: string) => Command, env: Environment): void {
  const offline =
    <Args extends unknown[]>(act: (context: Omit<Context, 'api'>, ...args: Args) => Promise<void>) =>
    async (...args: unknown[]) => {
      const flags = (args.at(-2) ?? {}) as CommonFlags;
      const config = await readConfig(pick(flags), env);
      await act({ output: openOutput(flags.json === true), config }, ...(args as Args));
    };

  command('analyse <call>', 'analyse and judge the call of one file (JSON or YAML), with no server').action(
    offline(async ({ output, config }, file: string) => {
      const { analyseFile } = await import('./analyse.ts');
      await analyseFile(file, config, output);
    }),
  );

  command('eval <folder>', 'judge labelled calls and measure how far the rules agree with their labels')
    .option('--mistakes', 'show every disagreement, grouped by what it is about', false)
    .action(
      offline(async ({ output, config }, folder: string, flags: { mistakes: boolean }) => {
        const { evalFolder } = await import('./eval.ts');
        await evalFolder(folder, flags, config, output);
      }),
    );
}

/** Commands on open calls. */
function addLive(live: Command, online: Online): void {
  live
    .command('replay <recordings...>')
    .description(
      'play recordings as live calls, all at once; files named …agent… and …customer… or …caller… are the legs of one',
    )
    .option('--data <folder>', 'the data folder (EARSHOT_DATA)')
    .option('--json', 'answer in JSON, with nothing else on standard output')
    .option('--calls <n>', 'how many at once; recordings are used again when there are fewer', toCount)
    .option(
      '--duration <s>',
      'how long each call lasts; a recording is begun again when it is shorter',
      toNumber,
    )
    .option('--speed <x>', 'how much faster than they were spoken', toNumber, 1)
    .option('--queue <name>', 'the queue they come through')
    .addOption(new Option('--kind <kind>', 'the trade').choices(['psap', 'contact-centre']))
    .action(
      online('live', async (context: Context, files: string[], flags: ReplayFlags) => {
        const { replayFiles } = await import('./live-replay.ts');
        await replayFiles(files, flags, context);
      }),
    );
}

function toNumber(text: string): number {
  const value = Number(text);
  if (!(value > 0 && Number.isFinite(value))) throw new InvalidArgumentError('a number above 0 is wanted');
  return value;
}

function toCount(text: string): number {
  const value = Number(text);
  if (!Number.isSafeInteger(value) || value < 1)
    throw new InvalidArgumentError('a whole number from 1 on is wanted');
  return value;
}

function pick(flags: CommonFlags): { data?: string } {
  return flags.data === undefined ? {} : { data: flags.data };
}

function toInteger(text: string): number {
  const value = Number(text);
  if (!Number.isInteger(value)) throw new InvalidArgumentError('a whole number is wanted');
  return value;
}

function toRoles(text: string): Role[] {
  const result = z
    .array(Role)
    .min(1)
    .max(2)
    .safeParse(text.split(',').map((role) => role.trim()));
  if (!result.success)
    throw new InvalidArgumentError('agent, customer or other, one or two of them, with a comma');
  return result.data;
}
