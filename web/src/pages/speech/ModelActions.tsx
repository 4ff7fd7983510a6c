import { Button, Progress } from '@mantine/core';
import IconDownload from '@tabler/icons-react/dist/esm/icons/IconDownload.mjs';
import type { SpeechModel } from '../../../../src/model/api.ts';
import { usePullModel, useRemoveModel, useStopPull } from '../../api/speech.ts';
import { formatShare } from '../../format/numbers.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import classes from './Speech.module.css';

export function ModelActions({ model }: { model: SpeechModel }) {
  const pull = usePullModel();
  const stop = useStopPull();
  const remove = useRemoveModel();
  const error = pull.error ?? stop.error ?? remove.error;
  return (
    <div className={classes.actions}>
      {model.state === 'downloading' && (
        <>
          <Progress
            value={(model.progress ?? 1) * 100}
            animated={model.progress === null}
            size={6}
            aria-label={`Download of ${model.title}`}
          />
          <div className={classes.downloading}>
            <span className={classes.quiet}>{model.progress !== null && formatShare(model.progress)}</span>
            <Button
              variant="default"
              loading={stop.isPending}
              onClick={() => stop.mutate(model.name)}
              aria-label={`Stop the download of ${model.title}`}
            >
              Stop
            </Button>
          </div>
        </>
      )}
      {model.state === 'available' && model.downloadBytes !== null && (
        <Button
          variant={model.recommended ? 'filled' : 'default'}
          leftSection={<IconDownload size={15} aria-hidden />}
          loading={pull.isPending}
          onClick={() => pull.mutate(model.name)}
          aria-label={`${model.progress ? `Go on from ${formatShare(model.progress)}:` : 'Download'} ${model.title}`}
        >
          {model.progress ? `Go on from ${formatShare(model.progress)}` : 'Download'}
        </Button>
      )}
      {model.state === 'available' && model.downloadBytes === null && (
        <p className={classes.onlyImport}>
          No download: <a href="#import-title">import its folder</a>
        </p>
      )}
      {(model.state === 'installed' || model.state === 'damaged') && (
        <ConfirmButton
          label="Remove"
          what={model.title}
          question={`Remove ${model.title} from this machine? It can be downloaded or imported again.`}
          loading={remove.isPending}
          onConfirm={() => remove.mutate(model.name)}
        />
      )}
      {error && (
        <div role="alert" className={classes.problem}>
          <ProblemText problem={toProblem(error)} />
        </div>
      )}
    </div>
  );
}
