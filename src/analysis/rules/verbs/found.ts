import { z } from 'zod';
import { Finding } from '../../../model/judgement.ts';
import { countedHits, type Hit } from '../observed.ts';
import { searchedFor, verb } from '../verb.ts';
import { lookIn, Speaker, Window } from '../window.ts';

const Spec = z.strictObject({
  found: z.string().min(1).describe('the kind of finding: risk, entity, incident, distress …'),
  type: z.array(z.string().min(1)).min(1).optional(),
  value: z.array(z.string().min(1)).min(1).optional(),
  status: z.array(Finding.shape.status.unwrap()).min(1).optional(),
  by: Speaker.optional(),
  in: z.union([z.string(), Window]).optional(),
  atLeast: z.int().positive().default(1),
  seeks: z.string().optional(),
});

/** Analysis noticed something of a kind; what it noticed about the call as a whole counts in any window. */
export const found = verb<z.infer<typeof Spec>>({
  schema: Spec,
  compile(spec, compiler) {
    const speaker = spec.by ?? 'anyone';
    const window = compiler.window(spec.in);
    const soughtFor = spec.seeks ?? (spec.type ?? [spec.found]).join(', ').replaceAll('_', ' ');
    const isMeant = ({ kind, type, value, status }: Finding) =>
      kind === spec.found &&
      (spec.type?.includes(type) ?? true) &&
      (spec.value?.includes(value ?? '') ?? true) &&
      (spec.status === undefined || (status !== null && spec.status.includes(status)));
    return (hearing) => {
      const looked = lookIn(hearing, speaker, window);
      const meant = hearing.findings.filter(isMeant);
      const hits = looked.turns.flatMap((turn): Hit[] =>
        meant.filter((finding) => finding.turn === turn.index).map(() => ({ turn, from: 0, to: 0 })),
      );
      const observed = countedHits(hits, spec.atLeast, searchedFor(looked, soughtFor));
      const ofWholeCall = meant.filter((finding) => finding.turn === null).length;
      if (ofWholeCall === 0) return observed;
      return { ...observed, holds: observed.count + ofWholeCall >= spec.atLeast };
    };
  },
});
