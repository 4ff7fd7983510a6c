import type { QuestionGate } from '../../../../src/model/agreement.ts';
import classes from './Agreement.module.css';

const words: Record<QuestionGate['state'], string> = {
  fact: 'Fact',
  suggestion: 'Suggestion',
  'not enough data': 'Suggestion, too little data',
};

export function GateChip({ gate }: { gate: QuestionGate }) {
  return (
    <span className={classes.chip} data-state={gate.state}>
      {words[gate.state]}
    </span>
  );
}
