import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs';
import IconPlus from '@tabler/icons-react/dist/esm/icons/IconPlus.mjs';
import { useState } from 'react';
import type { ScenarioLibrary, ScenarioVersions } from '../../../../src/model/scenario-editing.ts';
import { useCreateScenarioDraft, useScenarioLibrary } from '../../api/scenario-editing.ts';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed, ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import versionClasses from '../../parts/versions/Versions.module.css';
import { kindWords } from '../../words.ts';
import { levelWords } from '../training/words.ts';
import { firstText } from './editor/scenario-form.ts';
import { ImportScenario } from './ImportScenario.tsx';
import { ScenarioRow } from './ScenarioRow.tsx';
import classes from './Scenarios.module.css';
import { useOpenScenario } from './use-open-scenario.ts';

/** What the simulator can play: what ships, and what the centre wrote. */
export function ScenariosPage() {
  useDocumentTitle('Scenarios · Earshot');
  const library = useScenarioLibrary();
  const create = useCreateScenarioDraft();
  const onSuccess = useOpenScenario();
  const [importing, dialog] = useDisclosure(false);
  const begin = () => create.mutate({ yaml: newText(library.data) }, { onSuccess });
  return (
    <Page>
      <PageHead title="Scenarios" note="What the simulator can play, and who wrote it">
        <Button
          variant="default"
          leftSection={<IconFileImport size={15} aria-hidden />}
          onClick={dialog.open}
        >
          Import YAML
        </Button>
        <Button
          leftSection={<IconPlus size={15} aria-hidden />}
          disabled={!library.data}
          loading={create.isPending}
          onClick={begin}
        >
          New scenario
        </Button>
      </PageHead>
      {create.error && (
        <div role="alert" className={versionClasses.problem}>
          <ProblemText problem={toProblem(create.error)} />
        </div>
      )}
      {library.data ? (
        <Library library={library.data} />
      ) : library.isError ? (
        <Failed
          what="The scenarios could not be loaded"
          error={library.error}
          onRetry={() => void library.refetch()}
        />
      ) : (
        <div role="status" aria-label="Loading scenarios">
          <Skeleton height={40} mb="md" />
          <Skeleton height={320} />
        </div>
      )}
      {importing && <ImportScenario onClose={dialog.close} />}
    </Page>
  );
}

/** The text of a new scenario, with the first id that is free. */
function newText(library: ScenarioLibrary | undefined): string {
  const taken = new Set(library?.scenarios.map(({ id }) => id));
  let id = 'new-scenario';
  for (let number = 2; taken.has(id); number++) id = `new-scenario-${number}`;
  return firstText.replace('id: new-scenario', `id: ${id}`);
}

const kinds = Object.entries(kindWords).map(([value, label]) => ({ value, label }));
const levels = Object.entries(levelWords).map(([value, { name }]) => ({ value, label: `${value} ${name}` }));

function Library({ library }: { library: ScenarioLibrary }) {
  const [words, setWords] = useState('');
  const [kind, setKind] = useState<string | null>(null);
  const [level, setLevel] = useState<string | null>(null);
  const shown = library.scenarios.filter(
    (one) =>
      (kind === null || one.kind === kind) &&
      (level === null || String(one.level) === level) &&
      hasWords(one, words),
  );
  const own = shown.filter(({ origin }) => origin === 'dashboard');
  const shipped = shown.filter(({ origin }) => origin === 'shipped');
  const none = library.scenarios.every(({ origin }) => origin === 'shipped');
  return (
    <>
      <div className={classes.filters}>
        <TextInput
          aria-label="Find a scenario"
          placeholder="Find by title, id or what happens"
          value={words}
          onChange={({ currentTarget: { value } }) => setWords(value)}
        />
        <Select
          aria-label="Trade"
          placeholder="Any trade"
          data={kinds}
          value={kind}
          onChange={setKind}
          clearable
        />
        <Select
          aria-label="Level"
          placeholder="Any level"
          data={levels}
          value={level}
          onChange={setLevel}
          clearable
        />
      </div>
      <List title="Our own" scenarios={own}>
        {none
          ? 'None yet. Copy one that ships, begin a new one, or make one of a real call on the page of that call.'
          : 'None that fits. Change what is looked for above.'}
      </List>
      <List title="Shipped" scenarios={shipped}>
        None that fits. Change what is looked for above.
      </List>
    </>
  );
}

function hasWords({ title, id, summary }: ScenarioVersions, words: string): boolean {
  const said = `${title} ${id} ${summary}`.toLowerCase();
  return words
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

interface ListProps {
  title: string;
  scenarios: ScenarioVersions[];
  /** Said when there are none. */
  children: string;
}

function List({ title, scenarios, children }: ListProps) {
  const id = `scenarios-${title}`;
  return (
    <section className={classes.group} aria-labelledby={id}>
      <h2 id={id}>
        {title} <span className={classes.count}>{scenarios.length}</span>
      </h2>
      {scenarios.length === 0 ? (
        <p className={classes.quiet}>{children}</p>
      ) : (
        <ul className={versionClasses.list}>
          {scenarios.map((scenario) => (
            <ScenarioRow key={scenario.id} scenario={scenario} />
          ))}
        </ul>
      )}
    </section>
  );
}
