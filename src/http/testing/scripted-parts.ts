import { EarshotError, publicError } from '../../errors.ts';
import type { IncomingFile } from '../../ingest/intake.ts';
import { bufferSource } from '../../lib/bytes.ts';
import { systemClock } from '../../lib/clock.ts';
import { newId } from '../../lib/ids.ts';
import { AsyncQueue } from '../../lib/queue.ts';
import { type Log, silentLog } from '../../log.ts';
import type { CallQuery, LiveEvent, Problem } from '../../model/api.ts';
import type { Role } from '../../model/call.ts';
import { CallMetadata } from '../../model/intake.ts';
import type { TraineeProfile } from '../../model/skills.ts';
import type { GivenMetadata, GivenTranscript, HttpParts, OriginalFile, StagedFile } from '../parts.ts';
import { callId, sampleDetail, sampleScorecard, sampleSummary, silentCallId } from './sample-calls.ts';

/** A call as the scripted parts received it. */
interface TakenCall {
  channel: string;
  files: { fileName: string; bytes: Buffer }[];
  metadata: CallMetadata;
  transcript?: GivenTranscript;
}

/** What the scripted parts were asked to do, and what tests may change about them. */
export interface Script {
  parts: HttpParts;
  queries: CallQuery[];
  taken: TakenCall[];
  /** Files that are staged and belong to no call. */
  staged: Map<string, Buffer>;
  rejections: { channel: string; fileName: string; problem: Problem }[];
  roles: { id: string; roles: Role[] }[];
  transcripts: { id: string; transcript: GivenTranscript }[];
  /** Everything else that was asked for, as `retry <id>`. */
  asked: string[];
  /** Interleaved 16-bit samples of the one call that has audio. */
  pcm: Buffer;
  original: OriginalFile;
  /** Thrown by the next part that is asked for anything. */
  failWith: EarshotError | undefined;
  publish(event: LiveEvent): void;
  /** Streams of events that are open now. */
  watchers(): number;
}

/** In-memory parts that keep what they are given, with one call that has stereo audio and one that has none. */
export function scriptParts(options: { dashboardFolder: string; log?: Log; pcm?: Buffer }): Script {
  const events = scriptEvents();
  const script: Script = {
    parts: undefined as never,
    queries: [],
    taken: [],
    staged: new Map(),
    rejections: [],
    roles: [],
    transcripts: [],
    asked: [],
    pcm: options.pcm ?? samplePcm(),
    original: {
      objectId: 'original-1',
      source: bufferSource(Buffer.from('the original bytes')),
      fileName: 'stairwell.wav',
    },
    failWith: undefined,
    publish: events.publish,
    watchers: events.watchers,
  };
  script.parts = {
    calls: scriptCalls(script),
    uploads: scriptUploads(script),
    queue: scriptQueue(script),
    review: scriptReview(script),
    speech: scriptSpeech(script),
    keys: {
      overview: () => ({ writing: 'new', all: ['new', 'old'], rotation: null }),
      start: () => void script.asked.push('rotate keys'),
    },
    languageModels: async () => ({ models: [] }),
    scorecards: scriptScorecards(),
    scenarios: scriptScenarios(),
    live: {
      list: () => [],
      load: () => ({ cpuMs: 0, rssBytes: 0, loopDelayMs: 0 }),
      detail: () => undefined,
      listen: () => undefined,
      remark: () => undefined,
      serve() {},
      feed: async function* () {},
    },
    alerts: {
      list: async () => ({ alerts: [], next: null, counts: { open: 0, openCritical: 0, dead: 0 } }),
      acknowledge: async () => noAlert(),
      resolve: async () => noAlert(),
      judge: async () => noAlert(),
      async resend() {},
      rules: () => ({ rules: [] }),
      async changeRule() {},
      ledger: async () => ({ since: new Date(0).toISOString(), lines: [] }),
      channelList: async () => ({ channels: [] }),
      async testChannel() {},
    },
    drills: {
      scenarios: async () => ({ scenarios: [] }),
      scenario: async () => {
        throw new EarshotError('scenario_not_found');
      },
      voices: async () => ({ voices: [] }),
      async tryVoice({ voice, text, language, distress }) {
        if (voice === 'nobody') throw new EarshotError('voice_not_found');
        script.asked.push(`say ${text} in ${language} at ${distress} as ${voice}`);
        return { samples: Int16Array.from([1, -2, 3]), sampleRateHz: 8000, voice };
      },
      start: async () => {
        throw new EarshotError('scenario_not_found');
      },
      list: async () => ({ drills: [], next: null }),
      detail: async () => noDrill(),
      debrief: async () => noDrill(),
      watch: async () => noDrill(),
      note: async () => noDrill(),
      inject: async () => noDrill(),
      signOff: async () => noDrill(),
      setExemplary: async () => noDrill(),
      desk: async () => noDrill(),
    },
    knowledge: {
      maxBytes: 1024,
      list: async () => ({ documents: [], maxBytes: 1024 }),
      document: noDocument,
      add: async () => {
        throw new EarshotError('document_without_text');
      },
      replace: noDocument,
      rename: noDocument,
      remove: noDocument,
      search: async () => ({ hits: [], corrected: null }),
      aboutCall: async () => undefined,
    },
    prompts: { report: async () => undefined, ofCall: async () => [] },
    training: scriptTraining(),
    printDebrief: async () => Buffer.from('%PDF-1.7'),
    agreement: async () => ({ bar: { leastKappa: 0.6, leastCalls: 20 }, sources: [] }),
    events: events.subscribe,
    async ready() {
      const problem = script.failWith ? publicError(script.failWith) : null;
      return { ok: problem === null, parts: { database: { ok: problem === null, problem } } };
    },
    dashboardFolder: options.dashboardFolder,
    version: '1.2.3',
    clock: systemClock,
    log: options.log ?? silentLog,
  };
  return script;
}

function noDrill(): never {
  throw new EarshotError('drill_not_found');
}

async function noDocument(): Promise<never> {
  throw new EarshotError('document_not_found');
}

/** Somebody who has run nothing yet. */
function noRuns(trainee: string): TraineeProfile {
  const none = { skills: [], observations: [], history: [], recent: [] };
  return { trainee, level: 1, runs: 0, lastAt: null, recentMean: null, proposal: null, ...none };
}

function scriptTraining(): HttpParts['training'] {
  const none = async () => {
    throw new EarshotError('assignment_not_found');
  };
  return {
    assignments: {
      create: none,
      list: async () => ({ assignments: [] }),
      one: none,
      remind: none,
      withdraw: none,
      admit: async (start) => start,
    },
    trainees: {
      list: async () => ({ trainees: [] }),
      profile: async (name) => noRuns(name),
      decide: async (name) => noRuns(name),
      compare: async ({ scenario, seed = 0 }) => ({ scenarioId: scenario, seed, runs: [] }),
    },
    floor: async ({ least, of }) => ({
      least,
      of,
      days: 90,
      scenariosPending: false,
      weaknesses: [],
      watched: [],
    }),
  };
}

function noAlert(): never {
  throw new EarshotError('alert_not_found');
}

/** 4,000 stereo frames, each sample different from its neighbours. */
function samplePcm(): Buffer {
  const pcm = Buffer.alloc(4_000 * 4);
  for (let at = 0; at < pcm.length; at++) pcm[at] = (at * 31 + (at >> 8)) & 0xff;
  return pcm;
}

function demandCall(id: string, script: Script): void {
  if (script.failWith) throw script.failWith;
  if (id !== callId && id !== silentCallId) throw new EarshotError('call_not_found');
}

function scriptCalls(script: Script): HttpParts['calls'] {
  const asked = async (what: string, id: string) => {
    demandCall(id, script);
    script.asked.push(`${what} ${id}`);
  };
  return {
    async list(query) {
      if (script.failWith) throw script.failWith;
      script.queries.push(query);
      return { calls: [sampleSummary(callId)], nextCursor: null, total: { count: 1, more: false } };
    },
    detail: async (id) => (id === callId ? sampleDetail(id) : undefined),
    facets: async () => ({ agents: ['Desk 4'], queues: ['fire'] }),
    async audio(id) {
      demandCall(id, script);
      if (id === silentCallId) return undefined;
      const source = bufferSource(script.pcm);
      return { objectId: 'object-1', source, sampleRateHz: 8000, channels: 2, durationMs: 500 };
    },
    async original(id, position) {
      demandCall(id, script);
      return position === 0 ? script.original : undefined;
    },
    async peaks(id) {
      demandCall(id, script);
      return id === silentCallId
        ? undefined
        : {
            stepMs: 20,
            channels: [
              [0, 0.5],
              [0.25, 1],
            ],
          };
    },
    retry: (id) => asked('retry', id),
    remove: (id) => asked('remove', id),
    async changeRoles(id, roles) {
      demandCall(id, script);
      script.roles.push({ id, roles });
    },
    async attachTranscript(id, transcript) {
      demandCall(id, script);
      script.transcripts.push({ id, transcript });
    },
  };
}

function scriptUploads(script: Script): HttpParts['uploads'] {
  return {
    parseMetadata: readMetadata,
    async stage(file: IncomingFile): Promise<StagedFile> {
      const chunks: Uint8Array[] = [];
      for await (const chunk of file.bytes) {
        if (script.failWith) throw script.failWith;
        chunks.push(chunk);
      }
      const token = newId();
      const bytes = Buffer.concat(chunks);
      script.staged.set(token, bytes);
      return { token, fileName: file.fileName };
    },
    async receive(call) {
      const files = call.files.map((file) => ({
        fileName: file.fileName,
        bytes: script.staged.get(file.token) as Buffer,
      }));
      const same = script.taken.some((known) => known.files[0]?.bytes.equals(files[0]?.bytes as Buffer));
      for (const file of call.files) script.staged.delete(file.token);
      if (!same) script.taken.push({ ...call, files });
      return { id: callId, state: same ? 'done' : 'queued', duplicate: same };
    },
    async discard(file) {
      script.staged.delete(file.token);
    },
    async reject(rejection) {
      script.rejections.push(rejection);
    },
  };
}

/** A plain reading of metadata; the real one belongs to intake. */
function readMetadata({ fields, sidecar }: GivenMetadata): CallMetadata {
  const given: Record<string, unknown> = sidecar === undefined ? {} : parseJson(sidecar);
  for (const [key, text] of Object.entries(fields)) {
    given[key] = key === 'channels' ? text.split(',') : key === 'extra' ? parseJson(text) : text;
  }
  const result = CallMetadata.safeParse(given);
  if (result.success) return result.data;
  const unknown = result.error.issues.some((issue) => issue.code === 'unrecognized_keys');
  throw new EarshotError(unknown ? 'metadata_unknown_key' : 'metadata_invalid');
}

function parseJson(text: string): Record<string, unknown> {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new EarshotError('metadata_invalid', { cause });
  }
}

function scriptQueue(script: Script): HttpParts['queue'] {
  return {
    async overview() {
      const counts = { queued: 0, processing: 0, 'waiting for a speech engine': 0, done: 1, failed: 0 };
      return {
        counts,
        running: [],
        waiting: [],
        failed: [],
        rejections: [],
        speechPaused: null,
        watchFolder: null,
      };
    },
    retryFailed: async () => 3,
    async dismissRejection(id) {
      script.asked.push(`dismiss ${id}`);
    },
  };
}

/** One scorecard of a pack, and no version that could be edited. */
function scriptScenarios(): HttpParts['scenarios'] {
  const noVersion = async () => {
    throw new EarshotError('scenario_version_not_found');
  };
  return {
    library: async () => ({ scenarios: [] }),
    version: noVersion,
    exported: noVersion,
    create: noVersion,
    save: noVersion,
    discard: noVersion,
    check: noVersion,
    publish: noVersion,
    archive: noVersion,
    try: noVersion,
    makeTwin: noVersion,
    twin: noVersion,
    approveTwin: noVersion,
  };
}

function scriptScorecards(): HttpParts['scorecards'] {
  const noVersion = async () => {
    throw new EarshotError('scorecard_version_not_found');
  };
  const noBacktest = () => {
    throw new EarshotError('backtest_not_found');
  };
  return {
    outlines: async () => [sampleScorecard],
    library: async () => ({ packs: [], scorecards: [] }),
    version: noVersion,
    create: noVersion,
    save: noVersion,
    discard: noVersion,
    check: noVersion,
    preview: noVersion,
    goldenCheck: noVersion,
    startBacktest: noVersion,
    backtest: noBacktest,
    stopBacktest: noBacktest,
    publish: noVersion,
    archive: noVersion,
  };
}

function scriptReview(script: Script): HttpParts['review'] {
  const counts = { disputed: 0, auto_fail: 0, critical_flag: 0, judges_differ: 0, unclear: 2, suggestion: 0 };
  return {
    queue: async () => ({ items: [], total: 2, counts, calls: 2 }),
    async ofCall(id) {
      demandCall(id, script);
      return { evaluations: [], waits: [] };
    },
    async decide(id, { author, event }) {
      demandCall(id, script);
      script.asked.push(`${event.kind} ${id} by ${author}`);
    },
  };
}

function scriptSpeech(script: Script): HttpParts['speech'] {
  const asked = async (what: string, name: string) => {
    if (name.startsWith('unknown')) throw new EarshotError('model_unknown');
    script.asked.push(`${what} ${name}`);
  };
  return {
    overview: async () => ({
      engine: null,
      desk: null,
      live: null,
      voice: null,
      models: [],
      waitingCalls: 0,
      hotWords: { count: 0, used: false },
    }),
    pull: (name) => asked('pull', name),
    cancelPull: (name) => asked('cancel', name),
    remove: (name) => asked('remove', name),
    hotWords: () => ({ settings: [], lists: [] }),
    changeHotWords: async ({ lists }) => asked('hot words', lists.map(({ name }) => name).join()),
    async importFolder(folder, { languages }) {
      if (script.failWith) throw script.failWith;
      script.asked.push(`import ${folder}${languages ? ` in ${languages.join()}` : ''}`);
    },
  };
}

function scriptEvents() {
  const kept: { id: number; event: LiveEvent }[] = [];
  const readers = new Set<AsyncQueue<{ id: number; event: LiveEvent }>>();
  return {
    publish(event: LiveEvent) {
      const numbered = { id: kept.length + 1, event };
      kept.push(numbered);
      for (const reader of readers) reader.offer(numbered);
    },
    watchers: () => readers.size,
    async *subscribe({ signal, afterId }: { signal: AbortSignal; afterId?: number }) {
      const reader = new AsyncQueue<{ id: number; event: LiveEvent }>(10_000, 'drop-oldest');
      for (const numbered of kept) if (afterId !== undefined && numbered.id > afterId) reader.offer(numbered);
      readers.add(reader);
      signal.addEventListener('abort', () => reader.close(), { once: true });
      try {
        yield* reader;
      } finally {
        readers.delete(reader);
      }
    },
  };
}
