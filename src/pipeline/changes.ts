import { EarshotError } from '../errors.ts';
import type { Role } from '../model/call.ts';
import { parseTranscript } from '../speech/given/parse.ts';
import { atomically } from '../storage/db/atomically.ts';
import { callRow, deleteCall, idsInState, setGivenTranscript } from '../storage/db/calls.ts';
import { callLegs, callTranscript, replaceLegs, replaceTurns } from '../storage/db/transcripts.ts';
import type { PipelineParts } from './parts.ts';
import { queueFrom, tell } from './stage.ts';

type ChangeParts = Pick<PipelineParts, 'db' | 'bus' | 'objects'>;

/**
 * Tries a call again from the stage it failed at or waits at.
 * @throws call_not_found; conflict when it neither failed nor waits
 */
export async function retryCall(id: string, parts: ChangeParts): Promise<void> {
  const call = await callRow(id, parts.db);
  if (call.state !== 'failed' && call.state !== 'waiting for a speech engine') {
    throw new EarshotError('conflict', { details: { state: call.state } });
  }
  const stage = call.stage ?? 'record';
  await atomically(parts.db, (tx) => queueFrom(call, stage, tx));
  tell(id, 'queued', stage, null, parts);
}

/** @returns how many calls were queued again */
export async function retryAllFailed(parts: ChangeParts): Promise<number> {
  const ids = await idsInState('failed', parts.db);
  for (const id of ids) await retryCall(id, parts);
  return ids.length;
}

/** Queues all calls that wait for a speech engine: one has come. */
export async function resumeWaiting(parts: ChangeParts): Promise<void> {
  for (const id of await idsInState('waiting for a speech engine', parts.db)) await retryCall(id, parts);
}

/**
 * Says who speaks on each leg, by a person; the call is judged again.
 * @throws call_not_found; request_invalid when the number of roles is not the number of legs; conflict while a stage runs
 */
export async function changeRoles(id: string, roles: Role[], parts: ChangeParts): Promise<void> {
  const call = await callRow(id, parts.db);
  if (call.state === 'processing' || call.state === 'queued') {
    throw new EarshotError('conflict', { details: { state: call.state } });
  }
  const legs = await callLegs(id, parts.db);
  if (roles.length !== legs.length) {
    throw new EarshotError('request_invalid', { details: { legs: legs.length, roles: roles.length } });
  }
  const changed = legs.map((leg) => ({
    ...leg,
    role: roles[leg.index] ?? leg.role,
    roleSource: 'person' as const,
    roleConfidence: 1,
  }));
  const transcript = await callTranscript(id, parts.db);
  await atomically(parts.db, async (tx) => {
    await replaceLegs(id, changed, tx);
    if (!transcript) return;
    const turns = transcript.turns.map((turn) => ({ ...turn, role: changed[turn.leg]?.role ?? turn.role }));
    await replaceTurns(id, turns, tx);
    await queueFrom(call, 'analyse', tx);
  });
  tell(id, transcript ? 'queued' : call.state, transcript ? 'analyse' : call.stage, null, parts);
}

/**
 * Gives a transcript to a call that has none.
 * @throws call_not_found, transcript_malformed; conflict unless it waits for a speech engine or failed to be transcribed
 */
export async function attachTranscript(
  id: string,
  transcript: { fileName: string; text: string },
  parts: Omit<ChangeParts, 'objects'>,
): Promise<void> {
  const call = await callRow(id, parts.db);
  const takes =
    call.state === 'waiting for a speech engine' || (call.state === 'failed' && call.stage === 'transcribe');
  if (!takes) throw new EarshotError('conflict', { details: { state: call.state } });
  parseTranscript(transcript.text, transcript.fileName);
  await atomically(parts.db, async (tx) => {
    await setGivenTranscript(id, transcript, tx);
    await queueFrom({ ...call, givenTranscript: transcript }, 'transcribe', tx);
  });
  tell(id, 'queued', 'transcribe', null, parts);
}

/** Removes a call, what is known of it and its files. */
export async function removeCall(id: string, parts: ChangeParts): Promise<void> {
  const { objectIds } = await deleteCall(id, parts.db);
  for (const objectId of objectIds) await parts.objects.remove(objectId);
}
