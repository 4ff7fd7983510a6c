import { createHash } from 'node:crypto';
import { gated } from '../analysis/agreement/gate.ts';
import type { MeasuredSource } from '../analysis/agreement/people.ts';
import type { Pack } from '../analysis/packs/pack.ts';
import type { AnalysisSettings } from '../analysis/settings.ts';
import { openChild } from '../lib/child.ts';
import type { Clock } from '../lib/clock.ts';
import type { SourceAgreement } from '../model/agreement.ts';
import { personAnswers } from '../storage/db/person-answers.ts';
import type { Db } from '../storage/db/tables.ts';

const measureMs = 300_000;
/** Some thousand calls: the newest tell how it is now. */
const mostAnswers = 50_000;

export interface PeopleAgreement {
  /** Rules, each model and people, against the answers people gave here; measured when those have changed. */
  sources(): Promise<SourceAgreement[]>;
}

export function openPeopleAgreement(parts: {
  analysisSettings: AnalysisSettings;
  packs(): Promise<readonly Pack[]>;
  db: Db;
  clock: Clock;
}): PeopleAgreement {
  const { factBar } = parts.analysisSettings;
  let known: { digest: string; measured: Promise<MeasuredSource[]> } | undefined;
  return {
    async sources() {
      const answered = await personAnswers(mostAnswers, parts.db);
      if (answered.length === 0) return [];
      const formats = (await parts.packs()).flatMap((pack) => pack.scorecards.map((card) => card.format));
      const used = formats.filter((format) =>
        answered.some((one) => one.scorecardId === format.id && one.scorecardVersion === format.version),
      );
      const asked = { answered, formats: used };
      const digest = createHash('sha256').update(JSON.stringify(asked)).digest('hex');
      if (known?.digest !== digest) known = { digest, measured: measure(asked, parts) };
      const { measured } = known;
      const sources = await measured.catch((thrown) => {
        known = undefined;
        throw thrown;
      });
      return sources.map(({ source, model, scorecards }) => ({
        source,
        model,
        basis: 'people here',
        scorecards: scorecards.map(({ agreement, mistakes }) => gated(agreement, mistakes, factBar)),
      }));
    },
  };
}

/** In a process of its own: intervals over thousands of answers take seconds, and calls must not wait for them. */
async function measure(asked: unknown, parts: { clock: Clock }): Promise<MeasuredSource[]> {
  await using child = openChild(
    { entry: new URL('./people-agreement-child.ts', import.meta.url), nice: 10, timeoutMs: measureMs },
    parts,
  );
  return await child.call<MeasuredSource[]>('measure', asked);
}
