import { formatScore } from '../../../format/numbers.ts';
import type { MarkedSection } from './form.ts';
import classes from './Marks.module.css';

export function SectionHead({ section }: { section: MarkedSection }) {
  return (
    <div className={classes.section}>
      <h3 id={`section-${section.id}`}>{section.title}</h3>
      <span>{section.score === null ? 'not counted' : `${formatScore(section.score)} %`}</span>
    </div>
  );
}
