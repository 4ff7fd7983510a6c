import { Button, Select, TextInput } from '@mantine/core';
import IconVolume from '@tabler/icons-react/dist/esm/icons/IconVolume.mjs';
import { type FormEvent, useEffect, useState } from 'react';
import type { SpeechModel } from '../../../../src/model/api.ts';
import { useVoices } from '../../api/drills.ts';
import { useTryVoice } from '../../api/speech.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import classes from './Speech.module.css';
import { trialLanguage, trialSentence, voicesOfModel } from './voice-trial.ts';

/** Lets one hear the speakers of an installed model, as a trainee would on the telephone. */
export function TryVoice({ model }: { model: SpeechModel }) {
  const voices = useVoices();
  const choices = voicesOfModel(voices.data?.voices ?? [], model.name);
  const [asked, setAsked] = useState<string | null>(null);
  const [text, setText] = useState(trialSentence(model.languages));
  const trial = useTryVoice();
  const said = useObjectUrl(trial.data);
  const voice = choices.find(({ value }) => value === asked)?.value ?? choices[0]?.value;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (voice === undefined || text.trim() === '') return;
    trial.mutate({ voice, text: text.trim(), language: trialLanguage(model.languages), distress: 1 });
  };
  return (
    <>
      <form onSubmit={submit} className={classes.try} aria-label={`Hear ${model.title}`}>
        <Select
          label="Speaker"
          size="xs"
          data={choices}
          value={voice ?? null}
          onChange={setAsked}
          allowDeselect={false}
          disabled={choices.length === 0}
        />
        <TextInput
          label="Sentence"
          size="xs"
          maxLength={300}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="xs"
          variant="default"
          leftSection={<IconVolume size={14} aria-hidden />}
          loading={trial.isPending}
          disabled={voice === undefined || text.trim() === ''}
        >
          Listen
        </Button>
      </form>
      <div role="status" aria-live="polite">
        {trial.isError && (
          <p className={classes.problem}>
            <ProblemText problem={toProblem(trial.error)} />
          </p>
        )}
        {voices.isError && <p className={classes.problem}>The speakers could not be loaded.</p>}
      </div>
      {said !== null && (
        // biome-ignore lint/a11y/useMediaCaption: its words stand in the field above.
        <audio className={classes.said} src={said} controls autoPlay aria-label="The sentence, as said" />
      )}
    </>
  );
}

/** An address for what was said, given back when something else is. */
function useObjectUrl(file: Blob | undefined): string | null {
  const [url, setUrl] = useState<string | null>(null);
  useEffect(() => {
    if (!file) return;
    const made = URL.createObjectURL(file);
    setUrl(made);
    return () => URL.revokeObjectURL(made);
  }, [file]);
  return url;
}
