import { Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { SpeechModel, SpeechOverview } from '../../../../src/model/api.ts';
import { useSpeech } from '../../api/speech.ts';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { EngineInUse } from './EngineInUse.tsx';
import { ImportModel } from './ImportModel.tsx';
import { LanguageModels } from './LanguageModels.tsx';
import { ModelRow } from './ModelRow.tsx';
import classes from './Speech.module.css';

export function SpeechPage() {
  useDocumentTitle('Speech · Earshot');
  const speech = useSpeech();
  return (
    <Page>
      <PageHead
        title="Speech"
        note="What turns sound into words, and words into callers’ voices, on this machine"
      />
      {speech.isPending ? (
        <div role="status" aria-label="Loading speech models">
          <Skeleton height={84} mb="md" />
          <Skeleton height={320} />
        </div>
      ) : speech.isError && !speech.data ? (
        <Failed
          what="Speech could not be loaded"
          error={speech.error}
          onRetry={() => void speech.refetch()}
        />
      ) : (
        speech.data && <Overview speech={speech.data} />
      )}
    </Page>
  );
}

/** In the order in which they are shown. */
const jobs: Record<SpeechModel['job'], { title: string; hint: string }> = {
  recognition: {
    title: 'Recognition',
    hint: 'One is enough. The best installed one for the language of a call is used.',
  },
  'live-recognition': {
    title: 'Recognition while calls are open',
    hint: 'Words as they are spoken. With none the models above hear each turn once it has ended; with both, they read it once more.',
  },
  'speaker-segmentation': {
    title: 'Telling speakers apart: where they change',
    hint: 'For recordings with both speakers on one channel. Works together with one from below.',
  },
  'speaker-embedding': {
    title: 'Telling speakers apart: whose voice it is',
    hint: 'For recordings with both speakers on one channel. Works together with one from above.',
  },
  synthesis: {
    title: 'Voices of simulated callers',
    hint: 'For training. With none the programs flite or eSpeak speak, if they are installed, or the trainee’s browser.',
  },
};

function Overview({ speech }: { speech: SpeechOverview }) {
  return (
    <>
      <EngineInUse speech={speech} />
      {Object.entries(jobs).map(([job, { title, hint }]) => {
        const models = speech.models.filter((model) => model.job === job);
        if (models.length === 0) return null;
        return (
          <section key={job} className={classes.section} aria-labelledby={`models-${job}`}>
            <h2 id={`models-${job}`}>{title}</h2>
            <p className={classes.hint}>{hint}</p>
            <ul className={classes.list}>
              {models.map((model) => (
                <ModelRow
                  key={model.name}
                  model={model}
                  used={[speech.engine?.model, speech.live, speech.voice].includes(model.name)}
                />
              ))}
            </ul>
          </section>
        );
      })}
      <ImportModel />
      <LanguageModels />
    </>
  );
}
