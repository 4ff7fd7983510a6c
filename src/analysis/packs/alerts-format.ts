import { z } from 'zod';
import { AlertRule } from '../../model/alert.ts';

/** `alerts.v1.yaml` of a pack: of what somebody is told at once. `docs/alerts.md` explains it. */
export const AlertsFormat = z.strictObject({
  uses: z.array(z.string()).default([]),
  rules: z.array(AlertRule),
});
export type AlertsFormat = z.infer<typeof AlertsFormat>;
