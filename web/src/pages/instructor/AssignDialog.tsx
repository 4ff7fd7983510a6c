import { Button, Group, Modal, MultiSelect, NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { NewAssignment, SeedPolicy } from '../../../../src/model/training.ts';
import { useScenarios } from '../../api/drills.ts';
import { useAssign, useTrainees } from '../../api/training.ts';
import { Failed } from '../../parts/Problem.tsx';
import { ReviewerName } from '../../parts/ReviewerName.tsx';
import { useReviewer } from '../../parts/use-reviewer.ts';
import classes from './Instructor.module.css';
import { seedWords } from './words.ts';

interface Props {
  /** What is known already. */
  start: Pick<NewAssignment, 'title' | 'scenarios' | 'trainees' | 'watch'>;
  onClose(): void;
}

const mostSeed = 2_147_483_647;

/** Gives trainees something to do. */
export function AssignDialog({ start, onClose }: Props) {
  const [name] = useReviewer();
  const scenarios = useScenarios();
  const trainees = useTrainees();
  const assign = useAssign();
  const [title, setTitle] = useState(start.title);
  const [chosen, choose] = useState(start.scenarios);
  const [people, setPeople] = useState(start.trainees);
  const [due, setDue] = useState('');
  const [order, setOrder] = useState<'any' | 'order'>('any');
  const [seed, setSeed] = useState<SeedPolicy['kind']>('scenario');
  const [until, setUntil] = useState<NewAssignment['until']>('run');
  const [attempts, setAttempts] = useState<number | null>(null);
  const ready = title.trim() !== '' && chosen.length > 0 && people.length > 0 && name.trim() !== '';

  const send = (event: React.FormEvent) => {
    event.preventDefault();
    assign.mutate(
      {
        title: title.trim(),
        note: '',
        scenarios: chosen,
        inOrder: order === 'order',
        trainees: people,
        // Until the end of that day, where the instructor is.
        dueAt: due === '' ? null : new Date(`${due}T23:59:59`).toISOString(),
        seed: seed === 'one' ? { kind: seed, seed: Math.floor(Math.random() * mostSeed) } : { kind: seed },
        mode: null,
        attempts,
        until,
        by: name.trim(),
        watch: start.watch,
      },
      { onSuccess: onClose },
    );
  };

  return (
    <Modal opened onClose={onClose} size="lg" title="Assign" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form className={classes.form} onSubmit={send}>
        <TextInput
          label="Title"
          value={title}
          maxLength={200}
          onChange={(event) => setTitle(event.currentTarget.value)}
        />
        <MultiSelect
          label="Scenarios"
          placeholder={chosen.length === 0 ? 'Choose one or several' : undefined}
          searchable
          value={chosen}
          onChange={choose}
          data={(scenarios.data?.scenarios ?? []).map(({ id, title: label, level }) => ({
            value: id,
            label: `${label} (level ${level})`,
          }))}
          error={
            scenarios.isError ? 'The scenarios could not be loaded. Close this and try again.' : undefined
          }
        />
        <TagsInput
          label="Trainees"
          description="By the name they write. Enter after each."
          value={people}
          onChange={setPeople}
          data={(trainees.data?.trainees ?? []).map(({ trainee }) => trainee)}
        />
        <div className={classes.two}>
          <TextInput
            type="date"
            label="Due"
            description="Leave empty for no date."
            min={today()}
            value={due}
            onChange={(event) => setDue(event.currentTarget.value)}
          />
          <NumberInput
            label="Attempts"
            description="For each scenario. Leave empty for no limit."
            min={1}
            max={20}
            allowDecimal={false}
            value={attempts ?? ''}
            onChange={(value) => setAttempts(typeof value === 'number' ? value : null)}
          />
          <Select
            label="Done when"
            allowDeselect={false}
            value={until}
            onChange={(value) => setUntil(value as NewAssignment['until'])}
            data={[
              { value: 'run', label: 'It was run' },
              { value: 'met', label: 'The result was met' },
            ]}
          />
          <Select
            label="Order"
            allowDeselect={false}
            value={order}
            onChange={(value) => setOrder(value as 'any' | 'order')}
            data={[
              { value: 'any', label: 'As one likes' },
              { value: 'order', label: 'A course, one after the other' },
            ]}
          />
          <Select
            label="Caller"
            allowDeselect={false}
            value={seed}
            onChange={(value) => setSeed(value as SeedPolicy['kind'])}
            data={Object.entries(seedWords).map(([value, label]) => ({ value, label }))}
          />
        </div>
        <ReviewerName />
        {assign.isError && <Failed what="It could not be assigned" error={assign.error} />}
        <Group justify="flex-end">
          <Button variant="default" size="sm" onClick={onClose}>
            Cancel
          </Button>
          <Button type="submit" size="sm" loading={assign.isPending} disabled={!ready}>
            Assign
          </Button>
        </Group>
      </form>
    </Modal>
  );
}

/** As a date field writes it, where the instructor is: what is due before is late at once. */
function today(): string {
  const now = new Date();
  const two = (part: number) => String(part).padStart(2, '0');
  return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
}
