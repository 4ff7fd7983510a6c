import { Button, Group, Modal, NumberInput, SegmentedControl, Select } from '@mantine/core';
import IconPhoneIncoming from '@tabler/icons-react/dist/esm/icons/IconPhoneIncoming.mjs';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ScenarioOutline } from '../../../../src/model/drill.ts';
import { DrillMode } from '../../../../src/model/drills.ts';
import { useStartDrill, useVoices } from '../../api/drills.ts';
import { Failed } from '../../parts/Problem.tsx';
import { ReviewerName } from '../../parts/ReviewerName.tsx';
import { useReviewer } from '../../parts/use-reviewer.ts';
import classes from './StartDialog.module.css';
import { useStartChoice } from './start-choice.ts';
import { voiceChoices } from './voice-choices.ts';
import { useWordingModel, WordsField } from './WordsField.tsx';
import { levelWords, modeWords } from './words.ts';

interface Props {
  scenario: ScenarioOutline & { channel?: 'voice' | 'text' };
  /** Of the run that is done again; the scenario's own when absent. */
  seed?: number;
  onClose(): void;
}

const mostSeed = 2_147_483_647;

/** How a drill is to be played, and its start. */
export function StartDialog({ scenario, seed, onClose }: Props) {
  const navigate = useNavigate();
  const start = useStartDrill();
  const [name] = useReviewer();
  const [choice, choose] = useStartChoice();
  const [ownSeed, setSeed] = useState<number | null>(seed ?? null);
  const model = useWordingModel();
  const mode = scenario.channel === 'text' ? 'text' : choice.mode;
  const level = levelWords[scenario.level];

  const begin = (event: React.FormEvent) => {
    event.preventDefault();
    const voice = mode === 'text' || choice.voice === null ? {} : { voice: choice.voice };
    start.mutate(
      {
        scenarioId: scenario.id,
        trainee: name.trim(),
        mode,
        ...voice,
        words: model === null ? 'written' : choice.words,
        ...(ownSeed === null ? {} : { seed: ownSeed }),
      },
      {
        onSuccess: (drill) => void navigate({ to: '/training/$drillId', params: { drillId: drill.id } }),
      },
    );
  };

  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={scenario.title}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form className={classes.form} onSubmit={begin}>
        <p className={classes.level}>
          <strong>
            Level {scenario.level}, {level?.name}.
          </strong>{' '}
          {level?.says}
        </p>
        <div>
          <SegmentedControl
            fullWidth
            aria-label="How you talk"
            value={mode}
            onChange={(value) => choose({ mode: value as DrillMode })}
            data={DrillMode.options.map((value) => ({
              value,
              label: modeWords[value].name,
              disabled: scenario.channel === 'text' && value !== 'text',
            }))}
          />
          <p className={classes.hint}>{modeWords[mode].says}</p>
        </div>
        {mode !== 'text' && <VoiceField voice={choice.voice} onChange={(voice) => choose({ voice })} />}
        {model !== null && (
          <WordsField model={model} words={choice.words} onChange={(words) => choose({ words })} />
        )}
        <ReviewerName />
        <details className={classes.advanced}>
          <summary>Advanced</summary>
          <NumberInput
            label="Seed"
            description="The same seed makes the same choices in the scenario. Empty: the same for the whole class."
            placeholder={String(scenario.seed)}
            allowDecimal={false}
            allowNegative={false}
            max={mostSeed}
            value={ownSeed ?? ''}
            onChange={(value) => setSeed(typeof value === 'number' ? value : null)}
          />
        </details>
        <details className={classes.advanced}>
          <summary>What happens in it (gives it away)</summary>
          <p className={classes.summary}>{scenario.summary}</p>
        </details>
        {start.isError && <Failed what="The drill could not be started" error={start.error} />}
        <Group justify="flex-end">
          <Button variant="default" size="sm" onClick={onClose}>
            Cancel
          </Button>
          <Button
            type="submit"
            size="sm"
            loading={start.isPending}
            disabled={name.trim() === ''}
            leftSection={<IconPhoneIncoming size={16} aria-hidden />}
          >
            Let it ring
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

interface VoiceProps {
  voice: string | null;
  onChange(voice: string | null): void;
}

function VoiceField({ voice, onChange }: VoiceProps) {
  const voices = useVoices();
  const choices = voiceChoices(voices.data?.voices ?? []);
  const known = choices.some((one) => one.value === voice && !one.disabled);
  const missing =
    voices.data?.voices.filter(({ available, problem }) => !available && problem !== null) ?? [];
  return (
    <div>
      <Select
        label="The caller’s voice"
        placeholder="The best there is"
        data={choices}
        value={known ? voice : null}
        onChange={onChange}
        clearable
        clearButtonProps={{ 'aria-label': 'Clear voice' }}
        error={
          voices.isError ? 'The list of voices could not be loaded; the default one is used.' : undefined
        }
      />
      {missing.length > 0 && (
        <details className={classes.missing}>
          <summary>
            {missing.length} more {missing.length === 1 ? 'voice' : 'voices'} could be had
          </summary>
          <ul>
            {missing.map(({ id, title, problem }) => (
              <li key={id}>
                <strong>{title}:</strong> {problem}
              </li>
            ))}
          </ul>
        </details>
      )}
    </div>
  );
}
