import type { Kind, Leg } from '../model/call.ts';
import type { Evaluation, Finding, Flag } from '../model/judgement.ts';
import type { CallMetrics } from '../model/metrics.ts';
import { isGravelyBelow } from './grave-score.ts';
import { languageName } from './judge.ts';
import type { Pack, Scorecard } from './packs/pack.ts';
import { riskFlags } from './risk-flags.ts';
import type { AnalysisSettings } from './settings.ts';

/** What is known of a call when it is looked over for flags. */
export interface FlaggedCall {
  kind: Kind | null;
  evaluations: readonly Evaluation[];
  findings: readonly Finding[];
  metrics: CallMetrics | null;
  legs: readonly Leg[];
  /** What decoding noticed about the recording, by code. */
  notes: readonly { code: string }[];
  /** Why no scorecard was chosen, when none was. */
  unscoredReason?: string | null;
}

/** Everything about a call that needs eyes, each with a whole sentence saying why; the gravest first. */
export function flagsOf(
  call: FlaggedCall,
  packs: readonly Pack[],
  settings: Pick<AnalysisSettings, 'longDeadAirMs'>,
): Flag[] {
  const scorecards = packs.flatMap((pack) => pack.scorecards);
  const flags = [
    ...call.evaluations.flatMap((evaluation) => scoreFlags(evaluation, scorecards)),
    ...(call.unscoredReason ? [flag('no_scorecard', 'warning', call.unscoredReason)] : []),
    ...riskFlags(call, packs),
    ...call.findings.flatMap(findingFlags),
    ...audioFlags(call.notes),
    ...speakerFlags(call),
    ...deadAirFlags(call, settings),
  ];
  const rank = { critical: 0, warning: 1, info: 2 };
  const seen = new Set<string>();
  return flags
    .filter(
      ({ code, scorecardId }) => !seen.has(`${code} ${scorecardId}`) && seen.add(`${code} ${scorecardId}`),
    )
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
}

function flag(code: string, severity: Flag['severity'], reason: string): Flag {
  return { code, severity, reason, scorecardId: null, criteria: [] };
}

const leastCoverage = 0.6;

function scoreFlags(evaluation: Evaluation, scorecards: readonly Scorecard[]): Flag[] {
  const card = scorecards.find(
    ({ format }) => format.id === evaluation.scorecardId && format.version === evaluation.scorecardVersion,
  );
  if (!card) return [];
  const { id, threshold } = card.format;
  const title = (criterion: string) =>
    card.criteria.find(({ format }) => format.id === criterion)?.format.title.toLowerCase() ?? criterion;
  if (evaluation.score === null) {
    const [first] = evaluation.marks;
    const same = evaluation.marks.every((mark) => mark.reason === first?.reason);
    const why =
      same && first ? ` ${first.reason}` : ' Too little of the form could be judged; listen to the call.';
    return [
      {
        ...flag('not_scored', 'warning', `There is no score on "${evaluation.scorecardTitle}".${why}`),
        scorecardId: id,
      },
    ];
  }
  const flags: Flag[] = failureFlags(evaluation, title);
  if (evaluation.score < threshold) {
    const weak = evaluation.weak.map(title);
    const cost = weak.length > 0 ? ` What cost most: ${weak.join(', ')}.` : '';
    flags.push({
      code: 'score_below_threshold',
      severity: isGravelyBelow(evaluation.score, threshold) ? 'critical' : 'warning',
      reason: `The call scored ${evaluation.score} on "${evaluation.scorecardTitle}", below its threshold of ${threshold}.${cost}`,
      scorecardId: id,
      criteria: evaluation.weak,
    });
  }
  if (evaluation.coverage < leastCoverage) {
    const share = Math.round(evaluation.coverage * 100);
    const reason = `Only ${share} % of "${evaluation.scorecardTitle}" could be judged; a person should fill in the rest.`;
    flags.push({ ...flag('low_coverage', 'info', reason), scorecardId: id });
  }
  return flags;
}

/** What fails the call whatever it scored: a second person has to look before that stands. */
function failureFlags(evaluation: Evaluation, title: (criterion: string) => string): Flag[] {
  const { autoFails, marks, scorecardId, scorecardTitle } = evaluation;
  const critical = marks.filter((mark) => mark.fault === 'critical').map((mark) => mark.criterionId);
  const flags: Flag[] = [];
  if (autoFails.length > 0) {
    const why = autoFails.map((one) => one.reason).join(' ');
    const reason = `The call fails "${scorecardTitle}" as a whole: ${why} A second reviewer has to confirm it.`;
    flags.push({ ...flag('auto_fail', 'critical', reason), scorecardId });
  }
  if (critical.length > 0) {
    const reason = `There is a critical fault on "${scorecardTitle}": ${critical.map(title).join(', ')}.`;
    flags.push({ ...flag('critical_fault', 'critical', reason), scorecardId, criteria: critical });
  }
  return flags;
}

function findingFlags(finding: Finding): Flag[] {
  const sure = `${Math.round(finding.confidence * 100)} %`;
  switch (`${finding.kind}/${finding.type}`) {
    case 'role/roles_swapped':
      return [
        flag(
          'roles_swapped',
          'warning',
          `The words say (${sure} sure) that agent and caller are the other way round; swap the roles if so, and the call is scored anew.`,
        ),
      ];
    case 'role/roles_uncertain':
      return [
        flag(
          'roles_uncertain',
          'warning',
          'It is not clear from the words who is the agent and who the caller; set the roles, and the call is scored anew.',
        ),
      ];
    case 'transcript/empty':
      return [
        flag(
          'transcript_empty',
          'warning',
          'No words were recognised on this call; listen to it, or give it a transcript.',
        ),
      ];
    case 'transcript/one_speaker_only':
      return [
        flag(
          'one_speaker_only',
          'warning',
          'Only one side of the call has words; the other was not recorded or not recognised, so the score may mislead.',
        ),
      ];
    case 'transcript/other_language': {
      const language =
        finding.value === 'und' || finding.value === null
          ? 'a language that was not recognised'
          : languageName(finding.value);
      return [
        flag(
          'other_language',
          'warning',
          `The call is mostly in ${language}, for which there is no scorecard; have somebody who speaks it judge the call.`,
        ),
      ];
    }
    case 'transcript/speaks_to_judge':
      return [
        flag(
          'speaks_to_judge',
          'info',
          'Somebody on the call spoke to whoever judges it, such as asking for a mark; those words were left out of judging.',
        ),
      ];
    default:
      return [];
  }
}

const audioReasons: Record<string, { severity: Flag['severity']; reason: string }> = {
  audio_one_way: {
    severity: 'warning',
    reason: 'Only one side of the call can be heard; check the recorder, and do not rely on the score.',
  },
  audio_no_speech: {
    severity: 'warning',
    reason: 'No speech was heard on the recording; listen to it, and check the recorder.',
  },
  cut_off: {
    severity: 'warning',
    reason:
      'The server ended while this call went on, so what came after is missing: steps that count as missed may have been done.',
  },
  audio_encoding_doubtful: {
    severity: 'warning',
    reason:
      'The audio of this call came in another encoding than its source said: it sounds like noise, and what was heard of it is not to be trusted.',
  },
  audio_truncated: {
    severity: 'warning',
    reason: 'The recording breaks off, so the end of the call may be missing from the score.',
  },
  audio_damaged_parts: {
    severity: 'warning',
    reason: 'Parts of the recording are damaged and were left out, so words may be missing.',
  },
  audio_crosstalk: {
    severity: 'info',
    reason: 'Each channel also carries the other voice, so words may stand on the wrong side.',
  },
  audio_mono_twice: {
    severity: 'info',
    reason: 'Both channels hold the same sound, so the speakers were told apart by voice and not by channel.',
  },
  audio_clipped: { severity: 'info', reason: 'The recording is overdriven, so words may be misheard.' },
};

function audioFlags(notes: readonly { code: string }[]): Flag[] {
  return notes.flatMap(({ code }) => {
    const known = Object.hasOwn(audioReasons, code) ? audioReasons[code] : undefined;
    return known ? [flag(code, known.severity, known.reason)] : [];
  });
}

const leastCertainty = 0.7;
const enoughTalkMs = 10_000;
const leastWordsPerMinute = 25;

/** Speakers of one channel that could not be told apart well, and talk of which hardly a word was recognised. */
function speakerFlags({ legs, metrics }: FlaggedCall): Flag[] {
  const flags: Flag[] = [];
  if (legs.some((leg) => leg.mixed && leg.certainty < leastCertainty)) {
    flags.push(
      flag(
        'speakers_uncertain',
        'warning',
        'Both voices share one channel and could not be told apart well; check who says what before relying on the score.',
      ),
    );
  }
  const unheard = metrics?.legs.filter((leg) => {
    if (leg.words === null || leg.talkMs < enoughTalkMs) return false;
    return leg.words / (leg.talkMs / 60_000) < leastWordsPerMinute;
  });
  if (unheard && unheard.length > 0) {
    const seconds = Math.round(unheard.reduce((sum, leg) => sum + leg.talkMs, 0) / 1000);
    flags.push(
      flag(
        'speech_not_recognised',
        'warning',
        `Hardly any words were recognised in ${seconds} s of talk; listen to the call before relying on the score.`,
      ),
    );
  }
  return flags;
}

function deadAirFlags(
  { kind, metrics }: FlaggedCall,
  settings: Pick<AnalysisSettings, 'longDeadAirMs'>,
): Flag[] {
  const limitMs = kind === null ? undefined : settings.longDeadAirMs[kind];
  if (!metrics || limitMs === undefined || metrics.deadAir.longestMs <= limitMs) return [];
  const longest = Math.round(metrics.deadAir.longestMs / 1000);
  const reason = `Nobody spoke for ${longest} s at a stretch; on calls of this kind more than ${limitMs / 1000} s is worth a look.`;
  return [flag('dead_air_long', kind === 'psap' ? 'warning' : 'info', reason)];
}
