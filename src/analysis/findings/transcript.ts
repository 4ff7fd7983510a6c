import type { Finding } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { HeardCall } from '../text/hear.ts';
import type { LanguageGuess } from '../text/language.ts';

/** A finding about the call as a whole. */
export function callFinding(
  call: JudgedCall,
  finding: Pick<Finding, 'kind' | 'type'> & Partial<Finding>,
): Finding {
  return {
    value: null,
    status: null,
    turn: null,
    chars: null,
    span: { startMs: 0, endMs: call.durationMs },
    confidence: 1,
    source: 'rule',
    ...finding,
  };
}

/**
 * What keeps a transcript from being judged as usual: `empty`, `one_speaker_only`, `other_language` (value: its
 * code), and turns that speak to whoever judges the call (`speaks_to_judge`), which judging leaves out.
 */
export function transcriptFindings(call: JudgedCall, heard: HeardCall, language: LanguageGuess): Finding[] {
  const kind = 'transcript';
  if (heard.turns.length === 0) return [callFinding(call, { kind, type: 'empty' })];
  const findings: Finding[] = [];
  const legs = new Set(heard.turns.map((turn) => turn.leg));
  if (legs.size === 1 && heard.turns.length > 2)
    findings.push(callFinding(call, { kind, type: 'one_speaker_only' }));
  if (language.language !== null && language.language !== 'en') {
    const { language: value, confidence } = language;
    findings.push(callFinding(call, { kind, type: 'other_language', value, confidence }));
  }
  for (const { index, chars } of heard.leftOut) {
    const { startMs, endMs } = call.turns.find((turn) => turn.index === index)!;
    const span = { startMs, endMs };
    findings.push(
      callFinding(call, { kind, type: 'speaks_to_judge', turn: index, chars, span, confidence: 0.9 }),
    );
  }
  return findings;
}
