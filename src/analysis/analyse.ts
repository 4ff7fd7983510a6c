import type { Finding, RoleGuess } from '../model/judgement.ts';
import { kindHeard } from './choose.ts';
import { clockFindings } from './findings/clocks.ts';
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
import { noObservations } from './rules/observed.ts';
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
  findings.push(...packFindings(known, heard, findings, packs));
  return { findings, language, roles: guess };
}

/** What the call's own pack knows of it: the kind of incident, and when what has a clock came. */
function packFindings(
  call: JudgedCall,
  heard: HeardCall,
  findings: readonly Finding[],
  packs: readonly Pack[],
): Finding[] {
  const pack = packs.find((one) => one.format.kind === call.kind);
  if (!pack) return [];
  const hearing = { call: heard, findings, named: noObservations };
  const incident = pack.incidents ? incidentFindings(call, hearing, pack.incidents) : [];
  const known = { ...hearing, findings: [...findings, ...incident] };
  return [...incident, ...clockFindings(call, known, pack.clocks)];
}
