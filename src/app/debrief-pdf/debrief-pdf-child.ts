import { serveChild } from '../../lib/serve-child.ts';
import type { Debrief } from '../../model/debrief.ts';
import { debriefPdf } from './debrief-pdf.ts';

serveChild({ print: async (debrief: Debrief) => (await debriefPdf(debrief)).toString('base64') });
