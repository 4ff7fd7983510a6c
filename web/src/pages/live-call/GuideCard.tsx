import { Button } from '@mantine/core';
import IconCircle from '@tabler/icons-react/dist/esm/icons/IconCircle.mjs';
import IconCircleCheckFilled from '@tabler/icons-react/dist/esm/icons/IconCircleCheckFilled.mjs';
import type { Guide, GuideQuestion } from '../../../../src/model/guide.ts';
import { TurnButton } from '../../parts/spoken/TurnButton.tsx';
import steps from './Checklist.module.css';
import classes from './GuideCard.module.css';

interface Props {
  guide: Guide;
  opened: boolean;
  onToggle(): void;
  onGo(turn: number): void;
}

/** A reminder of this kind of call, short enough to be read while somebody speaks. */
export function GuideCard({ guide, opened, onToggle, onGo }: Props) {
  const asked = guide.questions.filter(({ state }) => state !== 'skipped');
  const known = asked.filter(({ state }) => state !== 'missed').length;
  return (
    <section className={classes.card} aria-labelledby="guide-title">
      <header className={classes.head}>
        <h2 id="guide-title">{guide.title}</h2>
        <Button size="compact-xs" variant="subtle" aria-expanded={opened} onClick={onToggle}>
          {opened ? 'Hide' : 'Show guide'}
        </Button>
      </header>
      {opened && (
        <>
          <Lines title="First" lines={guide.first} />
          <Lines title="Tell" lines={guide.tell} />
          <Lines title="Avoid" lines={guide.avoid} />
          <details className={classes.questions}>
            <summary>
              Questions: <strong>{known}</strong> of {asked.length} known
            </summary>
            <ul className={steps.steps}>
              {asked.map((question) => (
                <QuestionRow key={question.id} question={question} onGo={onGo} />
              ))}
            </ul>
          </details>
        </>
      )}
    </section>
  );
}

function Lines({ title, lines }: { title: string; lines: string[] }) {
  if (lines.length === 0) return null;
  return (
    <div className={classes.lines}>
      <h3>{title}</h3>
      <ul>
        {lines.map((line) => (
          <li key={line}>{line}</li>
        ))}
      </ul>
    </div>
  );
}

const words = {
  done: 'Asked',
  obvious: 'Told without being asked',
  missed: 'Open',
  skipped: 'Does not apply',
};

function QuestionRow({ question, onGo }: { question: GuideQuestion; onGo(turn: number): void }) {
  const { ask, state, turns } = question;
  const isOpen = state === 'missed';
  const Icon = isOpen ? IconCircle : IconCircleCheckFilled;
  const [turn] = turns;
  return (
    <li className={steps.step} data-state={isOpen ? 'open' : 'done'}>
      <Icon size={18} aria-label={words[state]} role="img" className={steps.icon} />
      <span className={steps.title}>{ask}</span>
      <span className={steps.when}>
        {state === 'obvious' && 'told'}
        {turn !== undefined && <TurnButton turn={turn} onGo={onGo} />}
      </span>
    </li>
  );
}
