import { EarshotError, toEarshotError } from '../../errors.ts';
import { newId } from '../../lib/ids.ts';
import type { Debrief } from '../../model/debrief.ts';
import type { DrillDetail, Injection, NewDrillNote } from '../../model/drill-desk.ts';
import type { DrillWatch } from '../../model/drill-watch.ts';
import type { DrillList, DrillQuery, SignOff, StartDrill } from '../../model/drills.ts';
import type { ScenarioDetail, ScenarioList } from '../../model/scenario-card.ts';
import type { VoiceList, VoiceTrial } from '../../model/voice.ts';
import { outlineOf, type Playable, personOf } from '../../simulator/playable.ts';
import { scenarioDigest } from '../../simulator/scenario-digest.ts';
import { drillEvents } from '../../storage/db/drill-events.ts';
import {
  addNoteToReport,
  type DrillRow,
  drillEnded,
  drillRow,
  drillRows,
  drillSummary,
  drillsNotEnded,
  insertDrill,
  setExemplary,
  setSignedOff,
} from '../../storage/db/drills.ts';
import type { Spoken } from '../../voices/voice.ts';
import { chosenVoice, chosenWords } from './choices.ts';
import { debriefOf } from './debrief.ts';
import { detailOf } from './detail.ts';
import { firstDrill, nextDrill } from './drill.ts';
import { Happening } from './happening.ts';
import { KeptDrill } from './kept-drill.ts';
import type { DrillParts, DrillsParts } from './parts.ts';
import { playedScenario } from './played-scenario.ts';
import { PlayingDrill } from './playing-drill.ts';
import { DrillReport } from './report.ts';
import { cardOf, scenarioDetail } from './scenarios.ts';
import { type DeskSocket, refuseDesk, serveDesk } from './serve-desk.ts';
import { trialLine } from './trial-line.ts';

/** Drills, from the scenarios they are of to what they came to. */
export interface Drills extends AsyncDisposable {
  scenarios(): Promise<ScenarioList>;
  /** @throws scenario_not_found */
  scenario(id: string): Promise<ScenarioDetail>;
  voices(): Promise<VoiceList>;
  /** A sentence as a caller would say it. @throws voice_not_found, voice_unavailable, voice_failed, child_timeout */
  tryVoice(trial: VoiceTrial): Promise<Spoken>;
  /** The call begins to ring. @throws scenario_not_found, voice_not_found, no_language_model, drills_full */
  start(drill: StartDrill): Promise<DrillDetail>;
  list(query: DrillQuery): Promise<DrillList>;
  /** @throws drill_not_found */
  detail(id: string): Promise<DrillDetail>;
  /** @throws drill_not_found, drill_not_ended, drill_without_score */
  debrief(id: string): Promise<Debrief>;
  /** With the caller's mind and what is still to come, for instructors. @throws drill_not_found, drill_over */
  watch(id: string): Promise<DrillWatch>;
  /** A note on the timeline, or a word to the trainee. @throws drill_not_found, drill_not_answered, drill_without_score */
  note(id: string, note: NewDrillNote): Promise<DrillDetail>;
  /** @throws drill_not_found, drill_over, drill_not_answered, event_not_injectable */
  inject(id: string, injection: Injection): Promise<DrillDetail>;
  /** @throws drill_not_found, drill_not_ended, drill_without_score */
  signOff(id: string, signOff: SignOff): Promise<DrillDetail>;
  /** Shown to others as a run to learn from, or not any more. @throws as `signOff` */
  setExemplary(id: string, on: boolean): Promise<DrillDetail>;
  /** Serves a desk for as long as it is connected; one of a drill that is over is told how it ended, and closed. */
  desk(id: string, socket: DeskSocket): Promise<void>;
  /** Takes up what an earlier process left; they stand until a desk comes back. */
  recover(): Promise<void>;
}

const watchEveryMs = 1_000;
const takeEveryMs = 5_000;

export function openDrills(parts: DrillsParts): Drills {
  const { db, clock, log } = parts;
  const playing = new Map<string, PlayingDrill>();
  /** Those that could not be taken up here. */
  const unreadable = new Set<string>();
  const drillParts: DrillParts = {
    ...parts,
    over(id) {
      playing.delete(id);
      void parts.claims.release('drill', id);
    },
  };

  /** The version in force. */
  async function playable(id: string): Promise<Playable> {
    const play = (await parts.scenarios.current()).find(({ format }) => format.id === id);
    if (!play) throw new EarshotError('scenario_not_found', { details: { scenario: id } });
    return play;
  }

  function play(from: ConstructorParameters<typeof KeptDrill>[0]): PlayingDrill {
    const one = new PlayingDrill(new KeptDrill(from, parts), drillParts);
    playing.set(one.id, one);
    return one;
  }

  async function demandRow(id: string): Promise<DrillRow> {
    const row = await drillRow(id, db);
    if (!row) throw new EarshotError('drill_not_found');
    return row;
  }

  /** @throws drill_not_found, drill_over, drill_elsewhere */
  async function demandPlaying(id: string): Promise<PlayingDrill> {
    const one = playing.get(id);
    if (one) return one;
    throw new EarshotError((await demandRow(id)).ended_at ? 'drill_over' : 'drill_elsewhere');
  }

  /** @throws drill_not_found, drill_not_ended, drill_without_score */
  async function demandScored(id: string): Promise<DrillRow> {
    const row = await demandRow(id);
    if (row.phase !== 'ended') throw new EarshotError('drill_not_ended');
    if (row.total === null) throw new EarshotError('drill_without_score');
    return row;
  }

  async function storedDetail(id: string): Promise<DrillDetail> {
    const row = await demandRow(id);
    const summary = drillSummary(row);
    if (row.report !== null) return { ...DrillReport.parse(row.report).detail, ...summary };
    const play =
      (await parts.scenarios.version(row.scenario_id, row.scenario_version)) ??
      (await playable(row.scenario_id));
    const rangMs = Math.max(0, (row.ended_at ?? row.created_at).getTime() - row.created_at.getTime());
    const standing = { summary, rangMs, hearing: null, voice: row.voice, problem: null, turns: [] };
    return detailOf(standing, firstDrill(play, row.seed), play);
  }

  async function takeUp(row: DrillRow): Promise<void> {
    const kept = await drillEvents(row.id, db);
    const found = await playedScenario(row, parts.scenarios);
    if (!found) {
      const { atMs = 0 } = kept.at(-1) ?? {};
      const end = { ended: 'stopped' as const, endedAt: new Date(clock.now()), durationMs: atMs };
      await drillEnded(row.id, { ...end, scored: null }, db);
      return;
    }
    let drill = firstDrill(found, row.seed);
    for (const { event, atMs } of kept) drill = nextDrill(drill, Happening.parse(event), atMs, found);
    await play({ row, play: found, drill, seq: kept.length }).resume();
  }

  /** Drills that no server plays: an earlier process left them, or another server is gone. */
  async function takeAbandoned(): Promise<void> {
    for (const row of await drillsNotEnded(db)) {
      if (playing.has(row.id) || unreadable.has(row.id) || !(await parts.claims.take('drill', row.id)))
        continue;
      try {
        await takeUp(row);
      } catch (thrown) {
        // It stays as it is: the next start tries again.
        unreadable.add(row.id);
        await parts.claims.release('drill', row.id);
        log.error({ err: toEarshotError(thrown), drillId: row.id }, 'a drill could not be taken up again');
      }
    }
  }

  let taking: NodeJS.Timeout | undefined;
  const watching = setInterval(() => {
    for (const one of playing.values()) one.watch();
  }, watchEveryMs);
  watching.unref();
  const closing = new AbortController();
  const listening = listen();

  /** What is heard of trainees on their lines comes back to their drills. */
  async function listen(): Promise<void> {
    for await (const { event } of parts.feed.subscribe({ signal: closing.signal })) {
      if (event.type !== 'turn' && event.type !== 'partial') continue;
      [...playing.values()].find(({ callId }) => callId === event.callId)?.heard(event);
    }
  }

  return {
    scenarios: async () => ({ scenarios: (await parts.scenarios.current()).map(cardOf) }),
    scenario: async (id) => scenarioDetail(await playable(id)),
    voices: async () => ({ voices: await parts.voices.list() }),
    tryVoice: (trial) => parts.voices.say(trial.voice, trialLine(trial), closing.signal),
    async start({ scenarioId, trainee, mode, seed, voice, words, assignmentId }) {
      const found = await playable(scenarioId);
      const { mostOpen } = parts.settings;
      if (playing.size >= mostOpen) throw new EarshotError('drills_full', { details: { limit: mostOpen } });
      const { format } = found;
      const isText = mode === 'text' || format.channel === 'text';
      const id = newId();
      await parts.claims.take('drill', id);
      await insertDrill(
        {
          ...{ id, trainee, scenario: outlineOf(found) },
          ...{ scenarioVersion: format.version, scenarioDigest: scenarioDigest(found) },
          mode: isText ? 'text' : mode,
          seed: seed ?? format.seed,
          words: chosenWords(words, parts),
          voice: isText ? 'none' : await chosenVoice(voice, personOf(format.caller, found).language, parts),
          assignmentId: assignmentId ?? null,
          createdAt: new Date(clock.now()),
        },
        db,
      );
      const row = await demandRow(id);
      return play({ row, play: found, drill: firstDrill(found, row.seed), seq: 0 }).detail();
    },
    async list(query) {
      const rows = await drillRows(query, db);
      const page = rows.slice(0, query.limit);
      return {
        drills: page.map((row) => playing.get(row.id)?.summary() ?? drillSummary(row)),
        next: rows.length > query.limit ? page.at(-1)!.id : null,
      };
    },
    detail: async (id) => playing.get(id)?.detail() ?? storedDetail(id),
    watch: async (id) => (await demandPlaying(id)).watched(),
    async note(id, { kind, author, text }) {
      const note = { id: newId(), kind, author, text, atMs: 0 };
      const one = playing.get(id);
      if (one) await one.instruct({ type: 'note', note });
      else {
        const row = await demandScored(id);
        // Nobody sits at the desk any more who could be whispered to.
        await addNoteToReport(id, { ...note, kind: 'note', atMs: row.duration_ms }, db);
      }
      return playing.get(id)?.detail() ?? storedDetail(id);
    },
    async inject(id, { event, by }) {
      const one = await demandPlaying(id);
      await one.instruct({ type: 'injected', event, by });
      return one.detail();
    },
    async signOff(id, { by, comment }) {
      await demandScored(id);
      await setSignedOff(id, { by, comment, at: new Date(clock.now()).toISOString() }, db);
      return storedDetail(id);
    },
    async setExemplary(id, on) {
      await demandScored(id);
      await setExemplary(id, on, db);
      return storedDetail(id);
    },
    debrief: async (id) => debriefOf(await demandRow(id), parts),
    async desk(id, socket) {
      const one = playing.get(id);
      if (one) return serveDesk(socket, one, parts);
      if ((await demandRow(id)).ended_at === null)
        return refuseDesk(socket, new EarshotError('drill_elsewhere'));
      socket.send(JSON.stringify({ type: 'drill', drill: await storedDetail(id) }));
      socket.close('the drill is over');
    },
    async recover() {
      await takeAbandoned();
      taking = setInterval(() => {
        // The next look finds them too.
        takeAbandoned().catch(() => {});
      }, takeEveryMs);
      taking.unref();
    },
    async [Symbol.asyncDispose]() {
      clearInterval(watching);
      clearInterval(taking);
      closing.abort();
      await listening;
      await Promise.all([...playing.values()].map((one) => one.close()));
    },
  };
}
