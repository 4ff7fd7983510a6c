import IconHistory from '@tabler/icons-react/dist/esm/icons/IconHistory.mjs';
import type { Debrief } from '../../../../src/model/debrief.ts';
import { Notice } from '../../parts/Notice.tsx';
import classes from './Debrief.module.css';

/** Nothing while the scenario is as it was played. */
export function ScenarioNow({ now }: { now: Debrief['scenarioNow'] }) {
  if (now !== 'changed' && now !== 'gone') return null;
  return (
    <div className={classes.since}>
      {now === 'changed' ? (
        <Notice tone="info" icon={IconHistory} title="The scenario has changed since">
          All here is judged by the scenario as it was played. Run again, it is played as it is now: the two
          are not compared like for like.
        </Notice>
      ) : (
        <Notice tone="info" icon={IconHistory} title="The scenario is not there any more">
          All here is judged by the scenario as it was played. It cannot be run again.
        </Notice>
      )}
    </div>
  );
}
