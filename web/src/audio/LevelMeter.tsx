import { useEffect, useRef } from 'react';
import classes from './LevelMeter.module.css';

interface Props {
  /** Tells fifty times a second how loud a leg is. */
  levels: { onLevel(told: (leg: number, peak: number) => void): () => void };
  leg: number;
  name: string;
}

const floorDb = -60;
/** What falls is let fall slowly, or nobody could read it. */
const fallPerFrame = 0.04;
const wordsEvery = 25;
const silentBelow = 0.15;

/** How loud a leg is, fifty times a second and past React; in words twice a second. */
export function LevelMeter({ levels, leg, name }: Props) {
  const bar = useRef<HTMLSpanElement>(null);
  const words = useRef<HTMLSpanElement>(null);
  useEffect(() => {
    let shown = 0;
    let count = 0;
    let loudest = 0;
    return levels.onLevel((of, peak) => {
      if (of !== leg) return;
      const level = peak > 0 ? Math.max(0, 1 - (20 * Math.log10(peak)) / floorDb) : 0;
      shown = Math.max(level, shown - fallPerFrame);
      loudest = Math.max(loudest, level);
      if (bar.current) bar.current.style.transform = `scaleX(${shown.toFixed(3)})`;
      if (++count % wordsEvery !== 0) return;
      if (words.current) words.current.textContent = loudest < silentBelow ? 'silent' : 'sound comes';
      loudest = 0;
    });
  }, [levels, leg]);
  return (
    <div className={classes.meter}>
      <span>
        {name}: <span ref={words}>no sound yet</span>
      </span>
      <span className={classes.track} aria-hidden="true">
        <span className={classes.level} ref={bar} />
      </span>
    </div>
  );
}
