import { Button, EmptyState } from '@mantine/core';
import IconSearchOff from '@tabler/icons-react/dist/esm/icons/IconSearchOff.mjs';
import type { Level } from '../../../../src/model/drill.ts';
import type { ScenarioCard } from '../../../../src/model/scenario-card.ts';
import type { Standing } from './runs.ts';
import { ScenarioRow } from './ScenarioRow.tsx';
import classes from './Training.module.css';
import { shownScenarios, type TrainingSearch } from './training-search.ts';
import { levelWords } from './words.ts';

interface Props {
  all: ScenarioCard[];
  search: TrainingSearch;
  standings: Map<string, Standing>;
  onChange(next: Partial<TrainingSearch>): void;
  onStart(id: string): void;
}

/** What can be trained, level by level. */
export function Scenarios({ all, search, standings, onChange, onStart }: Props) {
  const shown = shownScenarios(all, search);
  if (shown.length === 0) {
    return (
      <EmptyState
        mt="xl"
        icon={<IconSearchOff size={44} stroke={1.3} aria-hidden />}
        title={<h2>No scenario fits</h2>}
        description={`None of the ${all.length} scenarios fits what is sought.`}
      >
        <Button
          variant="default"
          onClick={() => onChange({ q: undefined, kind: undefined, level: undefined })}
        >
          Show all scenarios
        </Button>
      </EmptyState>
    );
  }
  const levels = [...new Set(shown.map(({ level }) => level))];
  return levels.map((level) => (
    <LevelSection
      key={level}
      level={level}
      scenarios={shown.filter((one) => one.level === level)}
      standings={standings}
      onStart={onStart}
    />
  ));
}

interface LevelProps extends Pick<Props, 'standings' | 'onStart'> {
  level: Level;
  scenarios: ScenarioCard[];
}

function LevelSection({ level, scenarios, standings, onStart }: LevelProps) {
  const words = levelWords[level];
  return (
    <section className={classes.level} aria-labelledby={`level-${level}`}>
      <div className={classes.levelHead}>
        <h2 id={`level-${level}`}>
          Level {level}, {words?.name}
        </h2>
        <p>{words?.says}</p>
      </div>
      <ul className={classes.list}>
        {scenarios.map((scenario) => (
          <ScenarioRow
            key={scenario.id}
            scenario={scenario}
            standing={standings.get(scenario.id)}
            onStart={onStart}
          />
        ))}
      </ul>
    </section>
  );
}
