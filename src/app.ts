import { createHash } from 'node:crypto';
import { chmod, mkdir } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join, resolve } from 'node:path';
import { openLanguageModels } from './analysis/llm/models.ts';
import { loadPacks } from './analysis/packs/load-packs.ts';
import { openBackgroundPulls } from './app/background-pulls.ts';
import { loadDemoCalls } from './app/demo.ts';
import { hearsTrainees, readDeskFrame } from './app/desk-ears.ts';
import { openGoldenAgreement } from './app/golden-agreement.ts';
import { checkGoldenCalls } from './app/golden-check.ts';
import { loadKeptHotWords } from './app/hot-words.ts';
import { agreementOverview, toHttpParts } from './app/http-parts.ts';
import { openKeyRotations } from './app/key-rotation.ts';
import { openLoadMeter } from './app/load-meter.ts';
import { openPeopleAgreement } from './app/people-agreement.ts';
import { openScenarioTraits } from './app/scenario-traits.ts';
import { openAudio } from './audio/audio.ts';
import { openBus } from './bus/buses.ts';
import { type CallStreams, openCallStreams } from './bus/call-streams.ts';
import type { Config } from './config.ts';
import { EarshotError, toEarshotError } from './errors.ts';
import { openHttp } from './http/server.ts';
import { defaultChannels, defaultKind } from './ingest/recordings/defaults.ts';
import { openWatchFolder, type WatchFolder } from './ingest/recordings/watch-folder/adapter.ts';
import { openTraining } from './insights/training/training.ts';
import { type Clock, systemClock } from './lib/clock.ts';
import { lockFolder } from './lib/folder-lock.ts';
import { type Log, openLog } from './log.ts';
import { LiveEvent } from './model/api.ts';
import { type LiveDetail, LiveFeedEvent } from './model/live.ts';
import { openAlerts } from './pipeline/alerts/alerts.ts';
import { resumeWaiting } from './pipeline/changes.ts';
import { openDrills } from './pipeline/drills/drills.ts';
import { openIntake, type StagedIntake } from './pipeline/intake.ts';
import { openKnowledge } from './pipeline/knowledge/knowledge.ts';
import { type LiveCalls, openLiveCalls } from './pipeline/live/live-calls.ts';
import { openPrompts } from './pipeline/live/prompts.ts';
import { modelLedger } from './pipeline/model-ledger.ts';
import type { PipelineParts } from './pipeline/parts.ts';
import { openScenarios } from './pipeline/scenarios/scenarios.ts';
import { openBacktests } from './pipeline/scorecards/backtests.ts';
import { openPacksInForce } from './pipeline/scorecards/packs-in-force.ts';
import { openSpeechGate } from './pipeline/speech-gate.ts';
import { runStage } from './pipeline/stage.ts';
import { dashboardFolder, packsFolder, projectVersion, scenariosFolder } from './places.ts';
import { migrateQueue, openQueue } from './queue/queue.ts';
import { loadScenarioParts, readShipped } from './simulator/load-scenarios.ts';
import { openSpeech } from './speech/engines.ts';
import { openClaims, workerClaims } from './storage/db/claims.ts';
import { type Database, openDatabase } from './storage/db/database.ts';
import { migrate } from './storage/db/migrate.ts';
import { openObjectStore } from './storage/objects/stores.ts';
import { openVoices } from './voices/voices.ts';

/** The running system. Disposing stops it in order; whatever was under way is taken up at the next start. */
export interface App extends AsyncDisposable {
  readonly url: string;
  /** Resolves when a part it cannot do without stopped by itself. */
  readonly stopped: Promise<void>;
  readonly parts: PipelineParts;
  readonly intake: StagedIntake;
  readonly live: LiveCalls;
  /** Takes in the bundled calls, once per data folder; resolves with the ids of those taken in now. */
  loadDemo(options: { signal: AbortSignal; onBegin?(total: number): void }): Promise<string[]>;
}

export interface AppOptions {
  /** What opens it, for others who find the data folder taken. */
  command: string;
  /** Told what is being done, for people who wait. */
  onStep?(step: string): void;
  clock?: Clock;
  log?: Log;
}

/**
 * Opens everything on one data folder, in the order in which parts need each other.
 * @throws already_running, port_in_use, bind_refused, data_folder_unusable, database_*, setting_invalid
 */
export async function openApp(config: Config, options: AppOptions): Promise<App> {
  const step = options.onStep ?? (() => {});
  const clock = options.clock ?? systemClock;
  await using opened = new AsyncDisposableStack();

  await makeDataFolder(config.data);
  const lock = opened.use(await lockFolder(config.data, options.command));
  const log = options.log ?? openLog({ level: config.logLevel, file: join(config.data, 'earshot.log') });
  const deps = { clock, log };

  step(config.databaseUrl ? 'Connecting to the database …' : 'Starting PostgreSQL …');
  const database = opened.use(
    await openDatabase(
      { databaseUrl: config.databaseUrl, dataFolder: config.data, settings: config.database },
      deps,
    ),
  );
  await prepareDatabase(database, log);
  const claims = opened.use(await openClaims(database.url, { log }));

  const bus = opened.use(await openBus(config.bus, { topic: 'events', schema: LiveEvent, ...deps }));
  const objects = opened.use(await openObjectStore(config.objects, { ...deps, dataFolder: config.data }));
  const audio = opened.use(openAudio({ ...config.audio, maxDurationMs: config.intake.maxDurationMs }, deps));
  const speech = opened.use(
    await openSpeech(config.speech, { ...deps, modelsFolder: join(config.data, 'models') }),
  );
  await loadKeptHotWords({ db: database.db, hotWords: speech.hotWords, log });
  const packs = await loadPacks(packsFolder);
  const packsInForce = openPacksInForce(packs, { db: database.db, log });
  const agreement = openGoldenAgreement({ analysisSettings: config.analysis, db: database.db, clock });
  const feed = opened.use(await openBus(config.bus, { topic: 'live', schema: LiveFeedEvent, ...deps }));
  let [live, url]: [LiveCalls | undefined, string] = [undefined, `http://localhost:${config.port}`];
  const alerts = opened.use(
    await openAlerts({
      settings: config.alerts,
      db: database.db,
      packs: () => packsInForce.current(),
      bus,
      feed,
      liveWords: (id, atMs) => wordsOf(live?.detail(id), atMs),
      dashboardUrl: () => config.alerts.publicUrl?.replace(/\/$/, '') ?? url,
      ...deps,
    }),
  );
  const parts: PipelineParts = {
    settings: config.pipeline,
    analysisSettings: config.analysis,
    defaultChannels: (metadata) => defaultChannels(metadata, config.intake),
    defaultKind: (metadata) => defaultKind(metadata, config.intake),
    db: database.db,
    gate: openSpeechGate(config.pipeline, deps),
    objects,
    audio,
    speech,
    packs: () => packsInForce.current(),
    models: openLanguageModels(config.models.chain, {
      ledger: modelLedger({ db: database.db, clock }),
      clock,
    }),
    modelSettings: config.models,
    lowAgreement: () => agreement.lowAgreement(),
    storedWatch: alerts.stored,
    bus,
    ...deps,
  };
  const intake = openIntake(parts);
  const prompts = openPrompts(parts);
  live = opened.use(
    openLiveCalls({
      ...parts,
      prompts,
      liveSettings: config.live,
      liveSpeech: config.speech.live,
      voice: config.audio.voice,
      journals: await objects.journals(join(config.data, 'live')),
      streams: await openStreams(config, opened, deps),
      intake,
      feed,
      watch: alerts.live,
    }),
  );
  await live.recover();
  const scenarioParts = await loadScenarioParts({ scenarios: scenariosFolder, packs: packsFolder }, packs);
  const shipped = await readShipped(scenariosFolder, scenarioParts);
  const scenarios = openScenarios(shipped, scenarioParts, { db: database.db, log });
  const drills = opened.use(
    openDrills({
      ...parts,
      settings: config.drills,
      claims,
      calls: live,
      feed,
      readFrame: readDeskFrame,
      hears: () => hearsTrainees(speech),
      scenarios,
      voices: opened.use(await openVoices(config.voices, { ...deps, synthesiser: speech.synthesis })),
    }),
  );
  const knowledge = opened.use(openKnowledge(config.knowledge, parts));
  const pulls = opened.use(openBackgroundPulls(speech.models, { log }));
  const editing = { ...parts, packsInForce };
  const backtests = opened.use(openBacktests(editing));
  const people = openPeopleAgreement(parts);
  const traits = opened.use(openScenarioTraits({ ...parts, scenarios: () => scenarios.current() }));
  const rotations = opened.use(openKeyRotations(objects, { log }));

  let watchFolder: WatchFolder | undefined;
  const http = opened.use(
    await openHttp(
      {
        ...config.http,
        host: config.host,
        port: config.port,
        maxUploadBytes: config.intake.maxUploadBytes,
      },
      toHttpParts({
        ...parts,
        intake,
        pulls,
        rotations,
        agreement,
        people,
        packsInForce,
        backtests,
        goldenCheck: (address, yaml) => checkGoldenCalls(address, yaml, editing),
        live,
        feed,
        alerts: alerts.desk,
        drills,
        knowledge,
        prompts,
        training: openTraining({
          ...parts,
          outlines: async () => (await drills.scenarios()).scenarios,
          traits: () => traits.known(),
          agreement: () => agreementOverview({ agreement, people }),
        }),
        scenarios,
        load: openLoadMeter(),
        intakeSettings: config.intake,
        dashboardFolder,
        version: projectVersion(),
        watchFolder: () => watchFolder?.status() ?? null,
      }),
    ),
  );
  url = http.url;
  const queue = opened.use(
    await openQueue(
      {
        concurrency: {
          light: config.pipeline.concurrency,
          speech: config.pipeline.speechConcurrency,
          alerts: alertsAtOnce,
        },
      },
      { stage: (job, context) => runStage(job, context, parts), alert: alerts.work },
      { pool: database.pool, log, claims: workerClaims(claims) },
    ),
  );
  opened.defer(speech.onChange(() => void resume(parts)));
  opened.defer(speech.models.onChange((name) => bus.publish({ type: 'model', name, progress: null })));
  await resume(parts);
  await drills.recover();
  if (config.intake.watchFolder.folder) {
    const ledgerFile = join(config.data, 'watch-folder.ledger');
    watchFolder = opened.use(await openWatchFolder(config.intake, { ...deps, intake, ledgerFile }));
  }
  await lock.announce(http.url);

  const all = opened.move();
  return {
    url: http.url,
    stopped: queue.stopped,
    parts,
    intake,
    live,
    loadDemo: (options) => loadDemoCalls({ db: database.db, intake }, options),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

/** Calls that are open are shared through the Redis of the bus, where there is one. */
async function openStreams(
  config: Config,
  opened: AsyncDisposableStack,
  deps: { clock: Clock; log: Log },
): Promise<CallStreams | undefined> {
  const { redisUrl } = config.bus;
  if (redisUrl === undefined) return undefined;
  const server = createHash('sha256')
    .update(`${hostname()} ${resolve(config.data)}`)
    .digest('hex')
    .slice(0, 16);
  return opened.use(await openCallStreams({ ...config.bus, redisUrl }, { server, ...deps }));
}

/** A channel that answers late holds up no other. */
const alertsAtOnce = 4;

/** What was said at a moment of an open call, or last before it. */
function wordsOf(call: LiveDetail | undefined, atMs: number): string | null | undefined {
  return call && (call.turns.findLast(({ startMs }) => startMs <= atMs)?.text ?? null);
}

/** Others may enter it (PostgreSQL's own account must), but not look around. */
async function makeDataFolder(folder: string): Promise<void> {
  try {
    const made = await mkdir(folder, { recursive: true });
    if (made) await chmod(folder, 0o711);
  } catch (cause) {
    throw new EarshotError('data_folder_unusable', { details: { folder }, cause });
  }
}

async function prepareDatabase({ db, pool }: Database, log: Log): Promise<void> {
  await migrate(db);
  await migrateQueue(pool, log);
}

/** Calls that wait for a speech engine go on once there is one. */
async function resume(parts: PipelineParts): Promise<void> {
  const { speech } = parts;
  if (!speech.current() && speech.models.installed('recognition').length === 0) return;
  try {
    await resumeWaiting(parts);
  } catch (thrown) {
    parts.log.error({ err: toEarshotError(thrown) }, 'waiting calls could not be resumed');
  }
}
