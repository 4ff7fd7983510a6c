import IconCheck from '@tabler/icons-react/dist/esm/icons/IconCheck.mjs';
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs';
import IconMinus from '@tabler/icons-react/dist/esm/icons/IconMinus.mjs';
import IconX from '@tabler/icons-react/dist/esm/icons/IconX.mjs';
import type { MarkItem } from '../../../../../src/model/judgement.ts';
import { formatDuration } from '../../../format/time.ts';
import { useCallDesk } from '../call-desk.ts';
import { placeOfTurn, turnLabel } from '../places.ts';
import { EvidenceChip } from './EvidenceChip.tsx';
import classes from './Marks.module.css';

const icons = { done: IconCheck, obvious: IconEye, missed: IconX, skipped: IconMinus };
const words: Record<MarkItem['state'], string> = {
  done: 'done',
  obvious: 'known without asking',
  missed: 'missed',
  skipped: 'not for this call',
};

/** The things a criterion asks for one by one, as a check list. */
export function ItemList({ items, title }: { items: MarkItem[]; title: string }) {
  const { call } = useCallDesk();
  if (items.length === 0) return null;
  return (
    <ul className={classes.items}>
      {items.map((item) => {
        const Icon = icons[item.state];
        const turn = item.turns[0] === undefined ? undefined : call.transcript?.turns[item.turns[0]];
        return (
          <li key={item.id} data-state={item.state}>
            <Icon size={14} stroke={2.2} aria-hidden />
            <span>
              {item.need} <span className={classes.shows}>{words[item.state]}</span>
            </span>
            {turn && (
              <EvidenceChip place={{ ...placeOfTurn(turn), label: `${title}, ${item.need}` }}>
                {turnLabel(turn.index)} · {formatDuration(turn.startMs)}
              </EvidenceChip>
            )}
          </li>
        );
      })}
    </ul>
  );
}
