import { Input, SegmentedControl } from '@mantine/core';
import { CallerWords } from '../../../../src/model/drill-phrasing.ts';
import { useLanguageModels } from '../../api/language-models.ts';
import classes from './StartDialog.module.css';

interface Props {
  model: string;
  words: CallerWords;
  onChange(words: CallerWords): void;
}

const hints: Record<CallerWords, string> = {
  written: 'The lines of the scenario: with the same seed the same for everybody.',
  model:
    'The caller knows, feels and tells the same, in other words. What the model says is checked, and the line is said as written when it says anything else. Your last words and the lines go to the model.',
};

/** Whose words the caller speaks. */
export function WordsField({ model, words, onChange }: Props) {
  return (
    <div>
      <Input.Label id="words-of-caller">Words of the caller</Input.Label>
      <SegmentedControl
        fullWidth
        aria-labelledby="words-of-caller"
        value={words}
        onChange={(value) => onChange(CallerWords.parse(value))}
        data={[
          { value: 'written', label: 'As written' },
          { value: 'model', label: `By the model ${model}` },
        ]}
      />
      <p className={classes.hint}>{hints[words]}</p>
    </div>
  );
}

/** The model that would be asked first; null where none is set up or known, and lines are said as written. */
export function useWordingModel(): string | null {
  const { data } = useLanguageModels();
  return data?.models[0]?.model ?? null;
}
