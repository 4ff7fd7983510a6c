import { join } from 'node:path';
import { z } from 'zod';
import { gated, gateOf } from '../analysis/agreement/gate.ts';
import { agreementKey } from '../analysis/review/waits.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import { openChild } from '../lib/child.ts';
import type { Clock } from '../lib/clock.ts';
import { type AgreementOverview, AgreementReport } from '../model/agreement.ts';
import { packsFolder, projectFolder } from '../places.ts';
import { keepValue, keptValue } from '../storage/db/kept-values.ts';
import type { Db } from '../storage/db/tables.ts';
import { digestOfFolders } from './folder-digest.ts';

const key = 'agreement.golden';
const measureMs = 300_000;

const Kept = z.object({ digest: z.string(), reports: z.array(AgreementReport) });

export interface GoldenAgreement {
  /** Measured when it is first asked for, and again when packs or rules have changed since. */
  overview(): Promise<AgreementOverview>;
  /** Questions below the bar, as last measured; none before. Measures nothing. */
  lowAgreement(): Promise<ReadonlySet<string>>;
}

/** How far the rules agree with the golden calls of the packs. */
export function openGoldenAgreement(parts: {
  analysisSettings: AnalysisSettings;
  db: Db;
  clock: Clock;
}): GoldenAgreement {
  const { factBar } = parts.analysisSettings;
  let asked: Promise<AgreementReport[]> | undefined;
  return {
    async overview() {
      asked ??= reports(parts).catch((thrown) => {
        asked = undefined;
        throw thrown;
      });
      const scorecards = (await asked).flatMap((report) =>
        report.scorecards.map((card) => gated(card, report.mistakes, factBar)),
      );
      const golden = { source: 'rule', model: null, basis: 'golden calls', scorecards } as const;
      return { bar: factBar, sources: [golden] };
    },
    async lowAgreement() {
      const kept = Kept.safeParse(await keptValue(key, parts.db));
      const cards = kept.success ? kept.data.reports.flatMap((report) => report.scorecards) : [];
      const low = cards.flatMap(({ scorecardId, criteria }) =>
        criteria.flatMap((one) =>
          one.criterionId !== null && gateOf(one, factBar).state === 'suggestion'
            ? [agreementKey(scorecardId, one.criterionId)]
            : [],
        ),
      );
      return new Set(low);
    },
  };
}

async function reports(parts: Parameters<typeof openGoldenAgreement>[0]): Promise<AgreementReport[]> {
  const digest = await digestOfJudging();
  const kept = Kept.safeParse(await keptValue(key, parts.db));
  if (kept.success && kept.data.digest === digest) return kept.data.reports;
  // A process of its own: it takes seconds, and calls must not wait for it.
  await using child = openChild(
    { entry: new URL('./golden-agreement-child.ts', import.meta.url), nice: 10, timeoutMs: measureMs },
    parts,
  );
  const { queues } = parts.analysisSettings;
  const measured = await child.call<AgreementReport[]>('measure', { queues });
  await keepValue(key, { digest, reports: measured }, parts.db);
  return measured;
}

/** Of everything that judges, and of the calls it is measured on. */
function digestOfJudging(): Promise<string> {
  return digestOfFolders([packsFolder, join(projectFolder, 'src', 'analysis')]);
}
