import type { Voices } from '../../voices/voices.ts';
import type { PipelineParts } from '../parts.ts';
import type { Scenarios } from '../scenarios/scenarios.ts';
import type { DrillCalls } from './drill-line.ts';
import type { DrillSettings } from './settings.ts';

/** What drills are played with. */
export interface DrillsParts extends Pick<PipelineParts, 'db' | 'packs' | 'clock' | 'log'> {
  settings: DrillSettings;
  calls: DrillCalls;
  voices: Pick<Voices, 'list' | 'choice'>;
  scenarios: Pick<Scenarios, 'current' | 'version'>;
}

export interface DrillParts extends DrillsParts {
  /** Told when a drill is over and kept. */
  over(id: string): void;
}
