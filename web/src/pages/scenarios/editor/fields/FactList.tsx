import { ActionIcon, UnstyledButton } from '@mantine/core';
import IconTrash from '@tabler/icons-react/dist/esm/icons/IconTrash.mjs';
import { useState } from 'react';
import classes from '../../../../parts/text-editor/Form.module.css';
import { freeId, type ScenarioForm } from '../scenario-form.ts';
import type { Edits } from './edits.ts';
import { FactFields } from './FactFields.tsx';
import { revealWords } from './reveal.ts';
import { Section } from './Section.tsx';

/** What the caller knows: each with the rule by which it comes out. */
export function FactList({ form, edits }: { form: ScenarioForm; edits: Edits }) {
  const [opened, setOpened] = useState<string | null>(null);
  const ids = Object.keys(form.facts);
  const add = () => {
    const id = freeId('fact', ids);
    edits.addKey(['facts'], id, {
      value: 'what is true',
      title: 'what it is about',
      ask: 'What is it?',
      asked: ['what is it'],
      says: ['It is so.'],
    });
    setOpened(id);
  };
  return (
    <Section
      id="facts"
      title="Facts"
      hint="All that the caller can tell. No number and no name is ever said that does not stand in a fact."
      {...(edits.readOnly ? {} : { add: 'Add a fact', onAdd: add })}
    >
      <ul className={classes.criteria}>
        {Object.entries(form.facts).map(([id, fact]) => {
          const isWrong = edits.isWrong('facts', id);
          return (
            <li key={id} className={classes.criterion} data-wrong={isWrong || undefined}>
              <div className={classes.row}>
                <UnstyledButton
                  className={classes.name}
                  onClick={() => setOpened(opened === id ? null : id)}
                  aria-expanded={opened === id}
                >
                  {fact.title ?? id}
                  {fact.critical && <span className={classes.critical}>critical</span>}
                  {isWrong && <span className={classes.wrong}>mistake</span>}
                </UnstyledButton>
                <span className={classes.share}>{revealWords(fact.reveal)}</span>
                {!edits.readOnly && (
                  <ActionIcon
                    aria-label={`Remove the fact ${fact.title ?? id}`}
                    disabled={ids.length === 1}
                    onClick={() => edits.unset(['facts', id])}
                  >
                    <IconTrash size={15} aria-hidden />
                  </ActionIcon>
                )}
              </div>
              {opened === id && <FactFields id={id} fact={fact} form={form} edits={edits} />}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
