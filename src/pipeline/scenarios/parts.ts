import type { PipelineParts } from '../parts.ts';
import type { Scenarios } from './scenarios.ts';

/** What writing scenarios needs. */
export interface AuthoringParts extends Pick<PipelineParts, 'db' | 'clock' | 'defaultKind'> {
  scenarios: Scenarios;
}
