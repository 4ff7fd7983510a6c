import { availableParallelism } from 'node:os';
import { readReplays } from '../app/live-replay.ts';
import type { Config } from '../config.ts';
import { type ReplayCall, type Replayed, replay } from '../ingest/live/replay.ts';
import { planReplay } from '../ingest/live/replay-plan.ts';
import { systemClock } from '../lib/clock.ts';
import type { Kind } from '../model/call.ts';
import { LiveFeedEvent, LiveList } from '../model/live.ts';
import type { Api } from './api.ts';
import type { Output } from './print.ts';

export interface ReplayFlags {
  calls?: number;
  duration?: number;
  speed: number;
  kind?: Kind;
  queue?: string;
}

/** What a replay comes to. Times are those of this machine: source, server and reader share its clock. */
export interface ReplayReport {
  calls: number;
  frames: number;
  lost: number;
  /** From the moment the audio was sent until what it led to was read from the public feed. */
  eventLatencyMs: { p50: number; p95: number; max: number } | null;
  /** Of all cores of this machine, by the server process. */
  cpuPercent: number;
  rssBytes: number;
}

interface Seen {
  callId: string;
  positionMs: number;
  atMs: number;
}

export async function replayFiles(
  files: string[],
  flags: ReplayFlags,
  { api, output, config }: { api: Api; output: Output; config: Config },
): Promise<void> {
  const report = await replayAll(files, flags, { api, config });
  output.answer(report, () => asText(report));
}

/** Plays recordings as live calls, all at once, and reports what came of it. */
async function replayAll(
  files: string[],
  flags: ReplayFlags,
  { api, config }: { api: Api; config: Pick<Config, 'audio' | 'intake'> },
): Promise<ReplayReport> {
  const given = {
    ...(flags.kind ? { kind: flags.kind } : {}),
    ...(flags.queue ? { queue: flags.queue } : {}),
  };
  const settings = { ...config.audio, maxDurationMs: config.intake.maxDurationMs };
  return await replayCalls(await readReplays(planReplay(files), settings, given), flags, api);
}

/** The same of recordings that were read already. */
export async function replayCalls(
  recordings: readonly ReplayCall[],
  flags: Pick<ReplayFlags, 'calls' | 'duration' | 'speed'>,
  api: Api,
): Promise<ReplayReport> {
  const count = flags.calls ?? recordings.length;
  const seen: Seen[] = [];
  const watching = new AbortController();
  await watch(api.url, seen, watching.signal);
  const before = await api.get('/api/v1/live', LiveList);
  const beganAt = systemClock.now();
  const played = await Promise.all(
    Array.from({ length: count }, async (_, n) => {
      const recording = recordings[n % recordings.length]!;
      const { legs, start } = recording;
      const longMs = (Math.max(...legs.map((leg) => leg.length)) * 1000) / start.sampleRateHz;
      // Not all in the same moment: calls do not begin together either.
      await systemClock.sleep((n * 1000) / count);
      const durationMs = flags.duration === undefined ? longMs : flags.duration * 1000;
      return replay(api.url, recording, { durationMs, speed: flags.speed }, systemClock);
    }),
  );
  const tookMs = systemClock.now() - beganAt;
  const after = await api.get('/api/v1/live', LiveList);
  watching.abort();
  return {
    calls: played.length,
    frames: sum(played, (one) => one.frames),
    lost: sum(played, (one) => one.lost),
    eventLatencyMs: latencyOf(seen, played),
    cpuPercent: round1((100 * (after.load.cpuMs - before.load.cpuMs)) / tookMs / availableParallelism()),
    rssBytes: after.load.rssBytes,
  };
}

/** Begins to read the feed as a dashboard does; ends with the signal. */
async function watch(url: string, seen: Seen[], signal: AbortSignal): Promise<void> {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/api/v1/live/events`);
  signal.addEventListener('abort', () => socket.close(), { once: true });
  const opened = new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }));
  socket.addEventListener('message', ({ data }) => {
    const atMs = systemClock.now();
    const event = LiveFeedEvent.parse((JSON.parse(String(data)) as { event: unknown }).event);
    if (event.type === 'call' && !event.call.ended && event.call.durationMs > 0) {
      seen.push({ callId: event.callId, positionMs: event.call.durationMs, atMs });
    }
  });
  await opened;
}

function latencyOf(seen: readonly Seen[], played: readonly Replayed[]): ReplayReport['eventLatencyMs'] {
  const byId = new Map(played.map((one) => [one.callId, one]));
  const latencies = seen.flatMap(({ callId, positionMs, atMs }) => {
    const sentAtMs = byId.get(callId)?.sentAt(positionMs) ?? null;
    return sentAtMs === null ? [] : [atMs - sentAtMs];
  });
  if (latencies.length === 0) return null;
  latencies.sort((a, b) => a - b);
  const at = (share: number) =>
    latencies[Math.min(latencies.length - 1, Math.floor(latencies.length * share))]!;
  return { p50: at(0.5), p95: at(0.95), max: latencies.at(-1)! };
}

function asText({ calls, frames, lost, eventLatencyMs, cpuPercent, rssBytes }: ReplayReport): string {
  const latency = eventLatencyMs
    ? `${eventLatencyMs.p50} ms in the middle, ${eventLatencyMs.p95} ms at the 95th of 100, ${eventLatencyMs.max} ms at most`
    : 'nothing was told';
  return [
    `${calls} calls, ${frames} frames, ${lost} lost`,
    `From audio to event: ${latency}`,
    `The server: ${cpuPercent} % of the machine, ${Math.round(rssBytes / 1e6)} MB`,
  ].join('\n');
}

function sum<T>(all: readonly T[], of: (one: T) => number): number {
  return all.reduce((total, one) => total + of(one), 0);
}

function round1(value: number): number {
  return Math.round(value * 10) / 10;
}
