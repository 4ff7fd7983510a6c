import type { Guide } from '../../model/guide.ts';
import type { Finding, MarkItem } from '../../model/judgement.ts';
import type { JudgedCall } from '../judged-call.ts';
import type { GuidesFormat } from '../packs/guide-format.ts';
import { askedInOrder } from '../packs/guides.ts';
import type { Pack } from '../packs/pack.ts';
import { type Hearing, noObservations } from '../rules/observed.ts';
import { coveredItems } from '../scoring/items.ts';
import { hear } from '../text/hear.ts';

/**
 * What a call taker is shown of an open call: the first guide of its pack that fits, with what is still to be asked.
 * Questions are judged as the forms judge them. Null when the pack has none that fits.
 */
export function guideOf(
  call: JudgedCall,
  findings: readonly Finding[],
  packs: readonly Pack[],
): Guide | null {
  const guides = packs.find((pack) => pack.format.kind === call.kind)?.guides;
  const guide = guides?.format.guides.find((one) => fits(one, findings));
  if (!guides || !guide) return null;
  const items = askedInOrder(guide, found('incident', findings)?.value ?? undefined, guides);
  const hearing: Hearing = { call: hear(call), findings, named: noObservations };
  const covered = coveredItems({ id: guide.id, title: guide.title, items }, hearing);
  const { id, title, first, tell, avoid } = guide;
  return {
    id,
    title,
    first,
    tell,
    avoid,
    questions: covered.map((item) => {
      const { ask = item.need, why = '', answeredBy } = guides.format.items[item.id] ?? {};
      return {
        id: item.id,
        ask,
        why,
        ...(answeredBy ? answered(item, answeredBy, findings) : standing(item)),
      };
    }),
  };
}

function fits({ for: wanted }: GuidesFormat['guides'][number], findings: readonly Finding[]): boolean {
  const { incidents, questions, intents } = wanted;
  if (!incidents && !questions && !intents) return true;
  const incident = found('incident', findings);
  const intent = found('intent', findings);
  return (
    (incident !== undefined && (incidents?.includes(incident.type) ?? false)) ||
    (typeof incident?.value === 'string' && (questions?.includes(incident.value) ?? false)) ||
    (intent !== undefined && (intents?.includes(intent.type) ?? false))
  );
}

function found(kind: string, findings: readonly Finding[]): Finding | undefined {
  return findings.find((finding) => finding.kind === kind);
}

type Standing = Pick<MarkItem, 'state' | 'turns'>;

const standing = ({ state, turns }: MarkItem): Standing => ({ state, turns });

/** Of what has an answer that is known when it is heard, asking alone is not enough. */
function answered(item: MarkItem, types: readonly string[], findings: readonly Finding[]): Standing {
  const answer = findings.find(
    ({ kind, type, status }) => kind === 'entity' && types.includes(type) && status !== 'denied',
  );
  if (!answer) return { state: 'missed', turns: [] };
  if (item.state !== 'missed') return standing(item);
  return { state: 'obvious', turns: answer.turn === null ? [] : [answer.turn] };
}
