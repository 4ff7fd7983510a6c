import type { Opinion } from '../../../../../src/model/judgement.ts';
import { formatShare } from '../../../format/numbers.ts';
import { formatDuration, formatInstant } from '../../../format/time.ts';
import { answerWord } from '../../../words.ts';
import { useCallDesk } from '../call-desk.ts';
import { placeOfTurn, turnLabel } from '../places.ts';
import { EvidenceChip } from './EvidenceChip.tsx';
import classes from './Marks.module.css';

/** What each judge said, where more than one did: rules, each model, each person. */
export function Opinions({ opinions, title }: { opinions: Opinion[]; title: string }) {
  const { call } = useCallDesk();
  // One judge has nobody to differ with: the mark says it all.
  if (opinions.length < 2) return null;
  const differ = new Set(opinions.map((one) => one.answer)).size > 1;
  return (
    <details className={classes.opinions} open={differ}>
      <summary>
        {opinions.length} opinions{differ ? ', not the same' : ', all the same'}
      </summary>
      <ul>
        {opinions.map((one) => (
          <li key={`${one.source} ${one.model?.model} ${one.person?.name} ${one.person?.at}`}>
            <strong>{whoSays(one)}</strong> {answerWord(one.answer)}
            <span className={classes.shows}> · {howSure(one)}</span>
            {one.reason && <p>{one.reason}</p>}
            {one.turns
              .map((index) => call.transcript?.turns[index])
              .filter((turn) => turn !== undefined)
              .map((turn) => (
                <EvidenceChip
                  key={turn.index}
                  place={{
                    ...placeOfTurn(turn),
                    label: `${title}, ${whoSays(one)}: ${turnLabel(turn.index)}`,
                  }}
                >
                  {turnLabel(turn.index)} · {formatDuration(turn.startMs)}
                </EvidenceChip>
              ))}
          </li>
        ))}
      </ul>
    </details>
  );
}

function whoSays({ source, model, person }: Opinion): string {
  if (person) return `${person.name}:`;
  if (model) return `${model.model} (${model.provider}):`;
  return source === 'rule' ? 'Rules:' : 'Machine:';
}

function howSure({ person, confidence, model }: Opinion): string {
  if (person) return formatInstant(person.at);
  return `${formatShare(confidence)} sure${model ? `, wording ${model.prompt}` : ''}`;
}
