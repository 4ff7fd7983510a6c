import { Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core';
import classes from '../../../parts/text-editor/Form.module.css';
import { problemOf } from '../../../parts/text-editor/text-draft.ts';
import type { Value } from '../../../parts/text-editor/yaml-edit.ts';
import { answerOfText } from '../../../words.ts';
import type { FormCriterion } from './form.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  draft: Draft;
  criterion: FormCriterion;
  /** `sections.0.criteria.1` */
  field: string;
  set(path: readonly string[], value: Value): void;
}

const faults = [
  { value: 'none', label: 'No fault' },
  { value: 'minor', label: 'Minor' },
  { value: 'moderate', label: 'Moderate' },
  { value: 'major', label: 'Major' },
  { value: 'critical', label: 'Critical' },
];
const commentable = ['no', 'partial', 'refused', 'na', 'unclear'];

export function CriterionFields({ draft, criterion, field, set }: Props) {
  const readOnly = !draft.isEditable;
  const { fault, appliesWhen, comment } = criterion;
  return (
    <div className={classes.fields}>
      <TextInput
        label="Title"
        value={criterion.title ?? ''}
        readOnly={readOnly}
        error={problemOf(draft, `${field}.title`)}
        onChange={({ currentTarget: { value } }) => set(['title'], value)}
      />
      <Select
        label="When it is missed"
        description="A critical fault can fail the call"
        data={faults}
        value={fault?.class ?? 'none'}
        readOnly={readOnly}
        allowDeselect={false}
        error={problemOf(draft, `${field}.fault.class`)}
        onChange={(value) => {
          if (value === null) return;
          if (fault) set(['fault', 'class'], value);
          else set(['fault'], { class: value });
        }}
      />
      <Textarea
        className={classes.wide}
        size="xs"
        label="Question"
        autosize
        value={criterion.question ?? ''}
        readOnly={readOnly}
        error={problemOf(draft, `${field}.question`)}
        onChange={({ currentTarget: { value } }) => set(['question'], value)}
      />
      {appliesWhen ? (
        <TextInput
          className={classes.wide}
          label="Said when it does not apply (n/a)"
          description="When it applies is a rule in the YAML (appliesWhen)"
          value={appliesWhen.otherwise ?? ''}
          readOnly={readOnly}
          error={problemOf(draft, `${field}.appliesWhen.otherwise`)}
          onChange={({ currentTarget: { value } }) => set(['appliesWhen', 'otherwise'], value)}
        />
      ) : (
        <p className={classes.hint}>
          Applies to every call. A rule for n/a is written in YAML (appliesWhen).
        </p>
      )}
      <Checkbox.Group
        className={classes.wide}
        size="xs"
        label="Answers a person gives only with a comment"
        value={comment}
        {...(readOnly ? { readOnly } : { onChange: (value: string[]) => set(['comment'], value) })}
      >
        <Group gap="md" mt={4}>
          {commentable.map((answer) => (
            <Checkbox
              key={answer}
              size="xs"
              value={answer}
              label={answerOfText(answer)}
              disabled={readOnly}
            />
          ))}
        </Group>
      </Checkbox.Group>
      <p className={classes.hint}>
        <code>{criterion.id}</code> · answered {criterion.answers === 'rating' ? '1 to 5' : 'with a word'}
      </p>
    </div>
  );
}
