import IconAlertOctagon from '@tabler/icons-react/dist/esm/icons/IconAlertOctagon.mjs';
import type { ScoreItem } from '../../../../src/model/drill.ts';
import { Notice } from '../../parts/Notice.tsx';
import classes from './Debrief.module.css';
import { Moments } from './Moments.tsx';

interface Props {
  critical: ScoreItem[];
  forbidden: ScoreItem[];
}

/** What fails a drill whatever its total, and what must not be done. */
export function Critical({ critical, forbidden }: Props) {
  return (
    <>
      {critical.length > 0 && (
        <Notice tone="poor" icon={IconAlertOctagon} title="Critical: this fails the run whatever its total">
          <Acts items={critical} />
        </Notice>
      )}
      {forbidden.length > 0 && (
        <Notice tone="fair" icon={IconAlertOctagon} title="Forbidden in this scenario">
          <Acts items={forbidden} />
        </Notice>
      )}
    </>
  );
}

function Acts({ items }: { items: ScoreItem[] }) {
  return (
    <ul className={classes.acts}>
      {items.map(({ id, title, reason, evidence }) => (
        <li key={id}>
          <strong>{upperFirst(title)}.</strong> {reason} <Moments evidence={evidence} of={title} />
        </li>
      ))}
    </ul>
  );
}

function upperFirst(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
