import IconAlertOctagonFilled from '@tabler/icons-react/dist/esm/icons/IconAlertOctagonFilled.mjs';
import IconAlertTriangle from '@tabler/icons-react/dist/esm/icons/IconAlertTriangle.mjs';
import IconCircleCheck from '@tabler/icons-react/dist/esm/icons/IconCircleCheck.mjs';
import IconEye from '@tabler/icons-react/dist/esm/icons/IconEye.mjs';
import type { Weight } from '../api/live/urgency.ts';
import classes from './NeedWeight.module.css';

const shown: Record<Weight, { word: string; says: string; icon: typeof IconEye }> = {
  now: { word: 'Now', says: 'Needs help now', icon: IconAlertOctagonFilled },
  soon: { word: 'Soon', says: 'Needs help soon', icon: IconAlertTriangle },
  watch: { word: 'Watch', says: 'Worth watching', icon: IconEye },
  none: { word: 'No need', says: 'Needs nobody', icon: IconCircleCheck },
};

/** How urgent: always icon and word, with the colour that goes with them. */
export function NeedWeight({ weight }: { weight: Weight }) {
  const { word, says, icon: Icon } = shown[weight];
  return (
    <span className={classes.weight} data-weight={weight} title={says}>
      <Icon size="1.3em" stroke={1.9} aria-hidden />
      {word}
    </span>
  );
}

export function NeedIcon({ weight }: { weight: Weight }) {
  const { word, icon: Icon } = shown[weight];
  return (
    <span className={classes.icon} data-weight={weight}>
      <Icon size="1.15em" stroke={1.9} aria-label={word} role="img" />
    </span>
  );
}
