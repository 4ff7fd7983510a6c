import { Button, TagsInput, Textarea, TextInput } from '@mantine/core';
import { longestHotWord } from '../../../../src/model/hot-words.ts';
import { useFacets } from '../../api/calls.ts';
import { formatCount } from '../../format/numbers.ts';
import { type Draft, type DraftProblems, repeated, wordsOf } from './drafts.ts';
import classes from './HotWords.module.css';

interface Props {
  draft: Draft;
  problems: DraftProblems;
  onChange(change: Partial<Draft>): void;
  onRemove(): void;
}

const mostQueues = 200;
const fewestRows = 4;
const mostRows = 14;

/** One list: whom it is for, and its words as lines. */
export function ListCard({ draft, problems, onChange, onRemove }: Props) {
  const { name, queues, text } = draft;
  const facets = useFacets();
  const called = name.trim() === '' ? 'the list without a name' : name.trim();
  return (
    <li className={classes.card}>
      <div className={classes.facts}>
        <TextInput
          label="Name"
          size="sm"
          maxLength={100}
          autoFocus={draft.isNew === true}
          value={name}
          error={problems.name}
          onChange={(event) => onChange({ name: event.currentTarget.value })}
        />
        <TagsInput
          label="Queues"
          size="sm"
          inputWrapperOrder={['label', 'input', 'description', 'error']}
          description="As the sources of calls name them. Enter after each. Empty: every call."
          maxTags={mostQueues}
          maxLength={200}
          value={queues}
          onChange={(value) =>
            onChange({ queues: value.map((one) => one.trim()).filter((one) => one !== '') })
          }
          data={facets.data?.queues ?? []}
        />
        <Button
          variant="default"
          className={classes.remove}
          onClick={onRemove}
          aria-label={`Remove ${called}`}
        >
          Remove
        </Button>
      </div>
      <Textarea
        label="Words and phrases"
        size="sm"
        description={`One a line, up to ${longestHotWord} characters; a column of a table can be pasted. Lines that begin with # are left out.`}
        autosize
        minRows={fewestRows}
        maxRows={mostRows}
        spellCheck={false}
        value={text}
        error={problems.words}
        onChange={(event) => onChange({ text: event.currentTarget.value })}
      />
      <p className={classes.count}>{countWords(text)}</p>
    </li>
  );
}

function countWords(text: string): string {
  const count = wordsOf(text).length;
  const twice = repeated(text);
  const counted = count === 1 ? '1 word or phrase' : `${formatCount(count)} words and phrases`;
  return twice === 0 ? counted : `${counted}; ${formatCount(twice)} written twice count once`;
}
