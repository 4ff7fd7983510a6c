import type { Bus } from '../../bus/bus.ts';
import type { SourceFrame } from '../../ingest/live-intake.ts';
import type { LiveFeedEvent } from '../../model/live.ts';
import type { Claims } from '../../storage/db/claims.ts';
import type { Voices } from '../../voices/voices.ts';
import type { PipelineParts } from '../parts.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { DrillCalls } from './drill-line.ts';
import type { DrillSettings } from './settings.ts';

/** What drills are played with. */
export interface DrillsParts extends Pick<PipelineParts, 'db' | 'packs' | 'models' | 'clock' | 'log'> {
  settings: DrillSettings;
  /** A drill is played by one server. */
  claims: Pick<Claims, 'take' | 'release'>;
  calls: DrillCalls;
  /** What happens in open calls: by it the words of trainees are heard. */
  feed: Pick<Bus<LiveFeedEvent>, 'subscribe'>;
  /** A frame of a microphone as a desk sends it. @throws live_message_invalid */
  readFrame(bytes: Uint8Array): SourceFrame;
  /** The engine that hears trainees who speak; null when there is none. */
  hears(): string | null;
  voices: Pick<Voices, 'list' | 'choice' | 'say' | 'prepare' | 'ambience'>;
  scenarios: Pick<Scenarios, 'current' | 'version'>;
}

export interface DrillParts extends DrillsParts {
  /** Told when a drill is over and kept. */
  over(id: string): void;
}
