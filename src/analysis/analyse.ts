import type { Finding, RoleGuess } from '../model/judgement.ts';
import { kindHeard } from './choose.ts';
import { distressFindings } from './findings/distress.ts';
import { entityFindings, mentionsIn } from './findings/entities/entities.ts';
import { incidentFindings } from './findings/incident.ts';
import { noteFindings } from './findings/notes.ts';
import { piiFindings } from './findings/pii.ts';
import { riskFindings } from './findings/risks.ts';
import { roleFindings } from './findings/roles.ts';
import { topicFindings } from './findings/topics.ts';
import { transcriptFindings } from './findings/transcript.ts';
import type { JudgedCall } from './judged-call.ts';
import type { Pack } from './packs/pack.ts';
import { guessRoles } from './roles.ts';
import { type HeardCall, hear } from './text/hear.ts';
import { guessLanguage, type LanguageGuess } from './text/language.ts';

export interface Analysis {
  findings: Finding[];
  /** From the words themselves, whatever was given. */
  language: LanguageGuess;
  roles: RoleGuess;
}

/** Notices what there is to notice in a call. `roles` is the guess from its words, made here when absent. */
export function analyse(call: JudgedCall, packs: readonly Pack[], roles?: RoleGuess): Analysis {
  const heard = hear(call);
  const guess = roles ?? guessRoles(call.turns, packs);
  const language = guessLanguage(call.turns.map((turn) => turn.text));
  const mentions = mentionsIn(call, heard);
  const known = { ...call, kind: call.kind ?? kindHeard(heard, packs) };
  const findings = [
    ...transcriptFindings(call, heard, language),
    ...roleFindings(call, guess),
    ...topicFindings(call, heard, packs),
    ...entityFindings(call, mentions),
    ...piiFindings(call, mentions),
    ...riskFindings(known, heard, packs),
    ...noteFindings(known, heard, packs),
    ...distressFindings(known, heard, packs),
  ];
  findings.push(...incidentsOf(known, heard, findings, packs));
  return { findings, language, roles: guess };
}

/** What kind of incident it is, by the types of the call's own pack. */
function incidentsOf(
  call: JudgedCall,
  heard: HeardCall,
  findings: readonly Finding[],
  packs: readonly Pack[],
): Finding[] {
  const incidents = packs.find((pack) => pack.format.kind === call.kind)?.incidents;
  if (!incidents) return [];
  return incidentFindings(call, { call: heard, findings, named: noObservations }, incidents);
}

/** Conditions of a pack that belong to no scorecard name no observations; loading has seen to it. */
function noObservations(): never {
  throw new Error('a type of incident names no observations');
}
