import { Button, TextInput } from '@mantine/core';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import { Notice } from '../../../parts/Notice.tsx';
import classes from '../../../parts/text-editor/Form.module.css';
import { NumberField } from '../../../parts/text-editor/NumberField.tsx';
import { problemOf } from '../../../parts/text-editor/text-draft.ts';
import { addItem, type Path, setValue, type Value } from '../../../parts/text-editor/yaml-edit.ts';
import { Assignments } from './Assignments.tsx';
import { CriterionRow } from './CriterionRow.tsx';
import { newCriterion, type ScorecardForm } from './form.ts';
import type { Draft } from './use-draft.ts';

interface Props {
  draft: Draft;
  /** Null while the text is no YAML. */
  form: ScorecardForm | null;
  onYaml(): void;
}

/** What of a scorecard can be said in fields. Each writes into the text, and everything else there stays. */
export function FormEditor({ draft, form, onYaml }: Props) {
  const [opened, setOpened] = useState<string | null>(null);
  if (!form) {
    return (
      <Notice tone="fair" title="The text is no YAML as it stands">
        The form shows it again once the mistake is mended.{' '}
        <Button variant="default" mt="xs" onClick={onYaml}>
          Mend it in the YAML
        </Button>
      </Notice>
    );
  }
  const set = (path: Path, value: Value) => draft.edit((text) => setValue(text, path, value));
  const total = form.sections
    .flatMap((section) => section.criteria)
    .reduce((sum, criterion) => sum + (criterion.weight ?? 0), 0);
  const add = (section: number) => {
    const keys = newCriterion(form);
    draft.edit((text) => addItem(text, ['sections', section, 'criteria'], keys));
    setOpened(keys[0]?.[1] ?? null);
  };
  return (
    <div className={classes.form} data-read-only={!draft.isEditable || undefined}>
      <div className={classes.card}>
        <TextInput
          label="Title"
          value={form.title ?? ''}
          readOnly={!draft.isEditable}
          error={problemOf(draft, 'title')}
          onChange={({ currentTarget: { value } }) => set(['title'], value)}
        />
        <NumberField
          label="Threshold"
          description="A score below it is flagged"
          value={form.threshold}
          min={0}
          max={100}
          readOnly={!draft.isEditable}
          error={problemOf(draft, 'threshold')}
          onChange={(value) => set(['threshold'], value)}
        />
      </div>
      <Assignments draft={draft} assign={form.assign} set={(value) => set(['assign'], value)} />
      {form.sections.map((section, s) => (
        <section key={section.id || s} className={classes.section} aria-labelledby={`form-section-${s}`}>
          <h2 id={`form-section-${s}`}>{section.title ?? section.id}</h2>
          <ol className={classes.criteria}>
            {section.criteria.map((criterion, c) => (
              <CriterionRow
                key={keyOf(section.criteria, c)}
                draft={draft}
                criterion={criterion}
                place={{ section: s, index: c, count: section.criteria.length }}
                share={total > 0 && criterion.weight !== null ? criterion.weight / total : null}
                isOpen={opened === criterion.id}
                onToggle={() => setOpened(opened === criterion.id ? null : criterion.id)}
              />
            ))}
          </ol>
          {draft.isEditable && (
            <Button
              variant="subtle"
              leftSection={<IconPlus size={14} aria-hidden />}
              onClick={() => add(s)}
              aria-label={`Add a criterion to ${section.title ?? section.id}`}
            >
              Add a criterion
            </Button>
          )}
        </section>
      ))}
      <Observations form={form} onYaml={onYaml} />
    </div>
  );
}

/** By id, so that a criterion that moves keeps its place on screen and the focus; ids may be given twice meanwhile. */
function keyOf(criteria: { id: string }[], index: number): string {
  const { id } = criteria[index] ?? { id: '' };
  const first = criteria.findIndex((one) => one.id === id);
  return first === index && id !== '' ? id : `${id} ${index}`;
}

function Observations({ form, onYaml }: { form: ScorecardForm; onYaml(): void }) {
  const names = Object.keys(form.observations);
  return (
    <section className={classes.section} aria-labelledby="form-observations">
      <h2 id="form-observations">Observations</h2>
      <p className={classes.hint}>
        What can be found in a call, and the rules that use it, are written in YAML.{' '}
        <Button variant="default" size="compact-xs" onClick={onYaml}>
          Show the YAML
        </Button>
      </p>
      {names.length > 0 && (
        <p className={classes.observations}>
          {names.map((name) => (
            <code key={name}>{name}</code>
          ))}
        </p>
      )}
    </section>
  );
}
