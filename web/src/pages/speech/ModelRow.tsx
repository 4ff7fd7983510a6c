import { Badge } from '@mantine/core';
import type { SpeechModel } from '../../../../src/model/api.ts';
import { formatBytes } from '../../format/numbers.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { languagesOf } from './languages.ts';
import { ModelActions } from './ModelActions.tsx';
import { ModelDigest } from './ModelDigest.tsx';
import classes from './Speech.module.css';
import { TryVoice } from './TryVoice.tsx';

interface Props {
  model: SpeechModel;
  /** Whether the next call is heard by it, or the next caller speaks with it. */
  used: boolean;
}

export function ModelRow({ model, used }: Props) {
  const size = model.downloadBytes === null ? null : `${formatBytes(model.downloadBytes)} to download`;
  return (
    <li className={classes.model}>
      <div className={classes.about}>
        <div className={classes.title}>
          <h3>{model.title}</h3>
          {used && <Badge size="sm">In use</Badge>}
          {model.state === 'installed' && !used && (
            <Badge size="sm" variant="light" color="gray">
              Installed
            </Badge>
          )}
          {model.state === 'damaged' && (
            <Badge size="sm" variant="light" color="red">
              Damaged
            </Badge>
          )}
        </div>
        {model.recommended && <p className={classes.recommended}>Recommended for {model.recommended}</p>}
        <p className={classes.facts}>
          {[size, `${formatBytes(model.diskBytes)} on disk`, languagesOf(model.languages), model.licence]
            .filter((fact) => fact !== null)
            .map((fact) => (
              <span key={fact}>{fact}</span>
            ))}
          <code>{model.name}</code>
        </p>
        {model.accuracy && <p className={classes.quiet}>Word errors: {model.accuracy}</p>}
        <ModelDigest model={model} />
        {model.job === 'synthesis' && model.state === 'installed' && <TryVoice model={model} />}
        {model.problem && (
          <div className={classes.problem}>
            <ProblemText problem={model.problem} />
          </div>
        )}
      </div>
      <ModelActions model={model} />
    </li>
  );
}
