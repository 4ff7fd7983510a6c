import { serveChild } from '../lib/serve-child.ts';
import { type JudgingSettings, measureGoldenCalls } from './offline.ts';

serveChild({ measure: (settings: JudgingSettings) => measureGoldenCalls(settings) });
