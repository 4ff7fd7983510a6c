import { Button, Code, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useImportModel } from '../../api/speech.ts';
import { ProblemText } from '../../parts/Problem.tsx';
import { toProblem } from '../../parts/to-problem.ts';
import classes from './Speech.module.css';

/** For machines that may not reach the internet. */
export function ImportModel() {
  const [folder, setFolder] = useState('');
  const importing = useImportModel();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    importing.mutate(folder.trim());
  };
  return (
    <section className={classes.section} aria-labelledby="import-title">
      <h2 id="import-title">Without internet</h2>
      <p className={classes.hint}>
        Download a model on another machine, unpack it, bring it here on a disk and import its folder; every
        file is checked. Or set a mirror inside your network (<Code>speech.mirror</Code>, or{' '}
        <Code>EARSHOT_SPEECH_MIRROR</Code>), and the buttons above download from there.
      </p>
      <form onSubmit={submit} className={classes.import}>
        <TextInput
          label="Folder on the machine Earshot runs on"
          placeholder="/media/usb/sherpa-onnx-nemo-parakeet-tdt-0.6b-v2-int8"
          size="sm"
          value={folder}
          onChange={(event) => setFolder(event.currentTarget.value)}
        />
        <Button
          type="submit"
          size="sm"
          variant="default"
          loading={importing.isPending}
          disabled={folder.trim() === ''}
        >
          Import
        </Button>
      </form>
      <div role="status" aria-live="polite" className={classes.problem}>
        {importing.isError && <ProblemText problem={toProblem(importing.error)} />}
        {importing.isSuccess && 'Imported and checked.'}
      </div>
    </section>
  );
}
