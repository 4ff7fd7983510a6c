import { subjectsOf } from '../analysis/live/subjects.ts';
import type { ModelStanding } from '../analysis/llm/models.ts';
import type { Bus } from '../bus/bus.ts';
import { publicError } from '../errors.ts';
import type { HttpParts, Readiness } from '../http/parts.ts';
import { serveSource } from '../ingest/live/serve-source.ts';
import { openNameReader, parseMetadata } from '../ingest/recordings/describe-call.ts';
import type { IntakeSettings } from '../ingest/recordings/settings.ts';
import type { Training } from '../insights/training/training.ts';
import type { AgreementOverview } from '../model/agreement.ts';
import type { LanguageModelList, WatchedFolder } from '../model/api.ts';
import type { LiveFeedEvent, ServerLoad } from '../model/live.ts';
import type { AlertDesk } from '../pipeline/alerts/desk.ts';
import { attachTranscript, changeRoles, removeCall, retryAllFailed, retryCall } from '../pipeline/changes.ts';
import type { Drills } from '../pipeline/drills/drills.ts';
import type { StagedFile, StagedIntake } from '../pipeline/intake.ts';
import type { Knowledge } from '../pipeline/knowledge/knowledge.ts';
import type { LiveCalls } from '../pipeline/live/live-calls.ts';
import type { Prompts } from '../pipeline/live/prompts.ts';
import type { PipelineParts } from '../pipeline/parts.ts';
import { callReview, reviewCall } from '../pipeline/review.ts';
import { checkScenario } from '../pipeline/scenarios/check-text.ts';
import {
  archiveScenario,
  createScenarioDraft,
  discardScenarioDraft,
  exportedScenario,
  publishScenario,
  saveScenarioDraft,
} from '../pipeline/scenarios/drafts.ts';
import { scenarioLibrary, scenarioVersion } from '../pipeline/scenarios/library.ts';
import type { Scenarios } from '../pipeline/scenarios/scenarios.ts';
import { triedScenario } from '../pipeline/scenarios/try.ts';
import { approveTwin, createTwin, twinReview } from '../pipeline/scenarios/twins.ts';
import type { Backtests } from '../pipeline/scorecards/backtests.ts';
import {
  archive,
  changeDraft,
  createDraft,
  type DraftParts,
  publish,
} from '../pipeline/scorecards/drafts.ts';
import { library, oneVersion, outlines } from '../pipeline/scorecards/library.ts';
import { checkVersion, preview } from '../pipeline/scorecards/trials.ts';
import { storedAudio } from '../pipeline/stored-audio.ts';
import { callPeaks } from '../storage/db/call-audio.ts';
import { callDetail } from '../storage/db/call-detail.ts';
import { callFiles } from '../storage/db/call-files.ts';
import { callFacets, listCalls } from '../storage/db/call-list.ts';
import { callRow, countsByState } from '../storage/db/calls.ts';
import { runSqlIn } from '../storage/db/database.ts';
import { queueOverview } from '../storage/db/queue-overview.ts';
import { dismissRejection } from '../storage/db/rejections.ts';
import { reviewQueue } from '../storage/db/review-waits.ts';
import { deleteDraft } from '../storage/db/scorecard-versions.ts';
import type { BackgroundPulls } from './background-pulls.ts';
import { printDebrief } from './debrief-pdf/print.ts';
import type { GoldenAgreement } from './golden-agreement.ts';
import { changeHotWords } from './hot-words.ts';
import type { KeyRotations } from './key-rotation.ts';
import type { PeopleAgreement } from './people-agreement.ts';

export interface ServedParts extends PipelineParts, DraftParts {
  intake: StagedIntake;
  pulls: BackgroundPulls;
  rotations: KeyRotations;
  agreement: GoldenAgreement;
  people: PeopleAgreement;
  backtests: Backtests;
  live: LiveCalls;
  feed: Bus<LiveFeedEvent>;
  alerts: AlertDesk;
  drills: Drills;
  knowledge: Knowledge;
  prompts: Prompts;
  training: Training;
  scenarios: Scenarios;
  load(): ServerLoad;
  intakeSettings: IntakeSettings;
  dashboardFolder: string;
  version: string;
  /** How the watch folder stands; null when there is none. */
  watchFolder(): WatchedFolder | null;
}

/** The running system as the server needs it. */
export function toHttpParts(parts: ServedParts): HttpParts {
  return {
    calls: callParts(parts),
    uploads: uploadParts(parts),
    scorecards: scorecardParts(parts),
    agreement: () => agreementOverview(parts),
    queue: {
      overview: async () => ({
        ...(await queueOverview(parts.db)),
        speechPaused: parts.gate.paused(),
        watchFolder: parts.watchFolder(),
      }),
      retryFailed: () => retryAllFailed(parts),
      async dismissRejection(id) {
        await dismissRejection(id, parts.db);
      },
    },
    review: {
      queue: (query) => reviewQueue(query, parts.db),
      ofCall: (id) => callReview(id, parts),
      decide: (id, request) => reviewCall(id, request, parts),
    },
    speech: speechParts(parts),
    keys: parts.rotations,
    languageModels: async () => ({ models: (await parts.models.standing()).map(asListed) }),
    live: {
      list: () => parts.live.list(),
      load: parts.load,
      detail: (id) => parts.live.detail(id),
      remark: (id, remark) => parts.live.remark(id, remark),
      listen: (id, leg, fromMs) => parts.live.listen(id, leg, fromMs),
      serve: (socket) => serveSource(socket, { intake: parts.live, clock: parts.clock, log: parts.log }),
      feed: (options) => parts.feed.subscribe(options),
    },
    alerts: parts.alerts,
    knowledge: knowledgeParts(parts),
    prompts: {
      report: async (id, report) => (parts.live.detail(id) ? parts.prompts.report(id, report) : undefined),
      ofCall: (id) => parts.prompts.ofCall(id),
    },
    drills: {
      ...parts.drills,
      start: async (drill) => parts.drills.start(await parts.training.assignments.admit(drill)),
    },
    training: parts.training,
    scenarios: scenarioParts(parts),
    printDebrief: (debrief) => printDebrief(debrief, parts),
    events: (options) => parts.bus.subscribe(options),
    ready: () => readiness(parts),
    dashboardFolder: parts.dashboardFolder,
    version: parts.version,
    clock: parts.clock,
    log: parts.log,
  };
}

/** Golden calls and people here, one beside the other. */
export async function agreementOverview({
  agreement,
  people,
}: Pick<ServedParts, 'agreement' | 'people'>): Promise<AgreementOverview> {
  const [golden, sources] = await Promise.all([agreement.overview(), people.sources()]);
  return { ...golden, sources: [...golden.sources, ...sources] };
}

function asListed({ pausedUntil, ...standing }: ModelStanding): LanguageModelList['models'][number] {
  return { ...standing, pausedUntil: pausedUntil === null ? null : new Date(pausedUntil).toISOString() };
}

function scenarioParts(parts: ServedParts): HttpParts['scenarios'] {
  return {
    library: () => scenarioLibrary(parts),
    version: (address) => scenarioVersion(address, parts),
    exported: (address) => exportedScenario(address, parts),
    create: (draft) => createScenarioDraft(draft, parts),
    save: (address, change) => saveScenarioDraft(address, change, parts),
    discard: (address) => discardScenarioDraft(address, parts),
    check: async (address, yaml) => checkScenario(yaml, address, parts.scenarios.parts).check,
    publish: (address, publication) => publishScenario(address, publication, parts),
    archive: (address) => archiveScenario(address, parts),
    try: async (trial) => triedScenario(trial, parts.scenarios.parts),
    makeTwin: (callId, twin) => createTwin(callId, twin, parts),
    twin: (address) => twinReview(address, parts),
    approveTwin: (address, look) => approveTwin(address, look, parts),
  };
}

function callParts(parts: ServedParts): HttpParts['calls'] {
  const { db } = parts;
  return {
    list: (query) => listCalls(query, db),
    detail: (id) => callDetail(id, db),
    facets: () => callFacets(db),
    async audio(id) {
      const call = await callRow(id, db);
      const [file] = await callFiles(id, 'audio', db);
      if (!file) return undefined;
      const { pcm, ...audio } = await storedAudio(call, parts);
      return { ...audio, source: pcm };
    },
    async original(id, position) {
      await callRow(id, db);
      const file = (await callFiles(id, 'original', db))[position];
      if (!file) return undefined;
      return {
        objectId: file.objectId,
        fileName: file.fileName ?? 'recording',
        source: await parts.objects.open(file.objectId),
      };
    },
    async peaks(id) {
      await callRow(id, db);
      return await callPeaks(id, db);
    },
    retry: (id) => retryCall(id, parts),
    changeRoles: (id, roles) => changeRoles(id, roles, parts),
    attachTranscript: (id, transcript) => attachTranscript(id, transcript, parts),
    remove: (id) => removeCall(id, parts),
  };
}

function scorecardParts(parts: ServedParts): HttpParts['scorecards'] {
  const { backtests } = parts;
  return {
    outlines: () => outlines(parts),
    library: () => library(parts),
    version: (address) => oneVersion(address, parts),
    create: (draft) => createDraft(draft, parts),
    save: (address, change) => changeDraft(address, change, parts),
    discard: (address) => deleteDraft(address, parts.db),
    check: (address, yaml) => checkVersion(address, yaml, parts),
    preview: (address, asked) => preview(address, asked, parts),
    goldenCheck: (address, yaml) => parts.goldenCheck(address, yaml),
    startBacktest: (address, asked) => backtests.start(address, asked),
    backtest: (id) => backtests.find(id),
    stopBacktest: (id) => backtests.stop(id),
    publish: (address, publication) => publish(address, publication, parts),
    archive: (address) => archive(address, parts),
  };
}

/** The server holds on to staged files by the id of their object. */
function uploadParts({ intake, intakeSettings, db }: ServedParts): HttpParts['uploads'] {
  const readName = openNameReader(intakeSettings);
  const staged = new Map<string, StagedFile>();
  const take = (token: string): StagedFile => {
    const file = staged.get(token);
    if (!file) throw new Error('a staged file was used twice');
    staged.delete(token);
    return file;
  };
  return {
    parseMetadata: (given) => parseMetadata(given, readName),
    async stage(incoming) {
      const file = await intake.stageFile(incoming);
      staged.set(file.objectId, file);
      return { token: file.objectId, fileName: file.fileName, sizeBytes: file.bytes };
    },
    async receive({ files, ...call }) {
      const received = await intake.receiveStaged({
        ...call,
        source: 'recording',
        files: files.map(({ token }) => take(token)),
      });
      const { state } = await callRow(received.id, db);
      return { id: received.id, duplicate: received.duplicate, state };
    },
    async discard({ token }) {
      const file = staged.get(token);
      staged.delete(token);
      if (file) await intake.discard([file]);
    },
    reject: (rejection) => intake.reject(rejection),
  };
}

function knowledgeParts({ knowledge, live, packs }: ServedParts): HttpParts['knowledge'] {
  return {
    ...knowledge,
    async aboutCall(id, limit) {
      const call = live.detail(id);
      return call && (await knowledge.about(subjectsOf(call.findings, await packs()), limit));
    },
  };
}

function speechParts({ speech, pulls, db }: ServedParts): HttpParts['speech'] {
  return {
    async overview() {
      const [models, counts] = await Promise.all([pulls.list(), countsByState(db)]);
      return {
        engine: speech.current(),
        desk: speech.desk.current(),
        live: speech.live.current(null)?.model ?? null,
        voice: speech.synthesis.models()[0]?.name ?? null,
        models,
        waitingCalls: counts['waiting for a speech engine'],
        hotWords: { count: speech.hotWords.shared().length, used: speech.takesHotWords() },
      };
    },
    pull: (name) => pulls.start(name),
    cancelPull: (name) => pulls.cancel(name),
    importFolder: (folder, { languages }) => speech.models.import(folder, languages ? { languages } : {}),
    remove: (name) => speech.models.remove(name),
    hotWords: () => ({ settings: [...speech.hotWords.settings], lists: [...speech.hotWords.lists] }),
    changeHotWords: (lists) => changeHotWords(lists, { db, hotWords: speech.hotWords }),
  };
}

async function readiness(parts: ServedParts): Promise<Readiness> {
  const checks = {
    database: () => runSqlIn(parts.db)('select 1', []),
    objects: () => parts.objects.exists('00000000-0000-7000-8000-000000000000'),
  };
  const results = await Promise.all(
    Object.entries(checks).map(async ([name, check]) => {
      try {
        await check();
        return [name, { ok: true, problem: null }] as const;
      } catch (thrown) {
        return [name, { ok: false, problem: publicError(thrown) }] as const;
      }
    }),
  );
  return { ok: results.every(([, part]) => part.ok), parts: Object.fromEntries(results) };
}
