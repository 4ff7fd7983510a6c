/**
 * The door: `node run.mjs <command>` works with any Node from 18 on, on a fresh clone.
 * It installs what is missing, then hands over to the Node 24 that the lockfile pins.
 * Plain JavaScript without dependencies, because nothing is installed yet when it runs.
 */
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(fileURLToPath(import.meta.url));
const modules = join(root, 'node_modules');
const stampFile = join(modules, '.earshot-installed');
const lockFolder = join(root, '.cache', 'installing');
/** Stripping types off every file costs a second at each start; where the folder cannot be written Node does without. */
const compileCache = join(root, '.cache', 'compiled');
const windows = process.platform === 'win32';
const node = join(modules, 'node', 'bin', windows ? 'node.exe' : 'node');

/** The exit code of what a person stopped. */
const stopped = 130;

/**
 * Buffers that passed through are freed when the young heap is full, and by default it grows to several times this:
 * the server then holds a hundred megabytes that it has no use for (docs/benchmarks.md, a thousand calls).
 */
const leanHeap = ['--max-semi-space-size=4'];

/** What `npm run <script>` runs, besides the command line itself; each line is one program after the other. */
const scripts = {
  dev: [['node_modules/vite/bin/vite.js', '--config', 'web/vite.config.ts', 'web']],
  test: [['node_modules/vitest/vitest.mjs', 'run']],
  check: [
    ['node_modules/@biomejs/biome/bin/biome', 'check', '.'],
    ['node_modules/typescript/bin/tsc', '-p', '.'],
    ['node_modules/typescript/bin/tsc', '-p', 'web'],
    ['node_modules/knip/bin/knip.js'],
  ],
  bench: [['bench/main.ts']],
  golden: [['bench/golden-differs.ts']],
};

// A terminal that was closed must not end it before what it started has ended.
for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
process.exitCode = await main(process.argv.slice(2));

async function main(args) {
  const installed = await install();
  if (installed !== 0) return installed;
  if (args[0] !== '--script') {
    // npm changes into the project; paths a person types are meant from where they stand.
    return run(node, [...leanHeap, join(root, 'src/main.ts'), ...args], {
      cwd: process.env.INIT_CWD ?? process.cwd(),
      env: { NODE_COMPILE_CACHE: compileCache },
    });
  }
  const [, script, ...rest] = args;
  const steps = scripts[script];
  if (!steps) return fail(`There is no script "${script}".`);
  let worst = 0;
  for (const step of steps) {
    const code = await run(node, [...step, ...(step === steps.at(-1) ? rest : [])]);
    if (code !== 0) worst = code;
  }
  return worst;
}

/** Installs when the lockfile changed since the last complete install. A half install leaves no stamp. */
async function install() {
  const stamp = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .digest('hex');
  const current = () =>
    existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && existsSync(node);
  if (current()) return 0;
  await takeLock();
  try {
    if (current()) return 0;
    say('Installing what is missing (once; a minute or two) …');
    const code = await run(
      windows ? 'npm.cmd' : 'npm',
      ['ci', '--no-audit', '--no-fund', '--include=dev', '--loglevel=error'],
      {
        stdio: ['ignore', 2, 2],
        shell: windows,
        endsAtOnce: true,
      },
    );
    if (code === stopped) {
      say('Stopped. The next command installs the rest.');
      return stopped;
    }
    if (code !== 0) return fail('npm ci failed: see above. Check that the package registry can be reached.');
    if (!existsSync(node)) {
      return fail(
        'Node 24 was not installed: its package fetches the program in an install script, and scripts are blocked here.\n' +
          'Allow them (`npm config set ignore-scripts false`, then `rm -rf node_modules`), or put a Node 24 at\n' +
          `  ${node}`,
      );
    }
    writeFileSync(stampFile, stamp);
    return 0;
  } finally {
    rmSync(lockFolder, { recursive: true, force: true });
  }
}

/** One install at a time: a second command waits for the first. A lock whose owner died is taken over. */
async function takeLock() {
  for (let told = false; ; ) {
    try {
      mkdirSync(dirname(lockFolder), { recursive: true });
      mkdirSync(lockFolder);
      writeFileSync(join(lockFolder, 'pid'), String(process.pid));
      return;
    } catch (error) {
      if (error.code !== 'EEXIST') throw error;
    }
    if (!alive(lockOwner())) {
      rmSync(lockFolder, { recursive: true, force: true });
      continue;
    }
    if (!told) say('Another command is installing; waiting for it …');
    told = true;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

function lockOwner() {
  try {
    return Number(readFileSync(join(lockFolder, 'pid'), 'utf8'));
  } catch {
    // Made a moment ago and not yet written, or just removed: look again.
    return process.pid;
  }
}

function alive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}

/**
 * Runs a program to its end and returns its exit code. Ctrl-C reaches it too: it decides how to end, unless it
 * `endsAtOnce`. npm would first finish the step it is at, which can take a minute, and then undo it.
 */
function run(program, args, { endsAtOnce = false, ...options } = {}) {
  return new Promise((resolve) => {
    let isStopped = false;
    const child = spawn(program, args, {
      cwd: root,
      stdio: 'inherit',
      ...options,
      env: {
        ...process.env,
        PATH: join(modules, '.bin') + (windows ? ';' : ':') + process.env.PATH,
        ...options.env,
      },
    });
    const end = () => {
      isStopped = true;
      child.kill('SIGKILL');
    };
    const forward = endsAtOnce ? end : (signal) => child.kill(signal);
    const interrupt = endsAtOnce ? end : () => {};
    process.on('SIGINT', interrupt);
    process.on('SIGTERM', forward);
    process.on('SIGHUP', forward);
    child.on('error', (error) => resolve(fail(`${program}: ${error.message}`)));
    child.on('close', (code, signal) => {
      process.off('SIGINT', interrupt);
      process.off('SIGTERM', forward);
      process.off('SIGHUP', forward);
      resolve(isStopped ? stopped : (code ?? (signal === 'SIGINT' ? stopped : 1)));
    });
  });
}

function say(text) {
  process.stderr.write(`${text}\n`);
}

function fail(text) {
  say(text);
  return 1;
}
