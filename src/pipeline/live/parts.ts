import type { EnergyGateSettings } from '../../audio/energy-gate.ts';
import type { Bus } from '../../bus/bus.ts';
import type { CallStreams } from '../../bus/call-streams.ts';
import type { LiveFeedEvent } from '../../model/live.ts';
import type { LiveSpeechSettings } from '../../speech/settings.ts';
import type { Journals } from '../../storage/objects/journal.ts';
import type { LiveWatch } from '../alerts/watch-live.ts';
import type { StagedIntake } from '../intake.ts';
import type { PipelineParts } from '../parts.ts';
import type { Prompts } from './prompts.ts';
import type { LiveSettings } from './settings.ts';

/** What open calls are heard, judged and kept with. */
export interface LiveParts
  extends Pick<
    PipelineParts,
    'packs' | 'analysisSettings' | 'speech' | 'models' | 'modelSettings' | 'clock' | 'log'
  > {
  /** How loud is speech: as for recordings. */
  voice: EnergyGateSettings;
  liveSettings: LiveSettings;
  /** How turns are cut where no streaming model does it. */
  liveSpeech: LiveSpeechSettings;
  journals: Journals;
  /** Undefined where this server is alone. */
  streams: CallStreams | undefined;
  intake: StagedIntake;
  feed: Bus<LiveFeedEvent>;
  /** Asked after every judging whether somebody must be told. */
  watch: LiveWatch;
  /** Told what was asked and dealt with, and when a call is over. */
  prompts: Pick<Prompts, 'look' | 'ended'>;
}
