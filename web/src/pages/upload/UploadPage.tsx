import { Button } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconFileMusic from '@tabler/icons-react/dist/esm/icons/IconFileMusic.mjs';
import { useState } from 'react';
import { formatCount } from '../../format/numbers.ts';
import { DropArea } from '../../parts/DropArea.tsx';
import { Page, PageHead } from '../../parts/Page.tsx';
import { BatchFactsForm } from './BatchFactsForm.tsx';
import { bundle, type Leftover, sortFile } from './bundles.ts';
import { Leftovers } from './Leftovers.tsx';
import classes from './UploadPage.module.css';
import { UploadRow } from './UploadRow.tsx';
import { useUploads } from './UploadsProvider.tsx';
import type { BatchFacts, Upload } from './uploads.ts';

export function UploadPage() {
  useDocumentTitle('Upload · Earshot');
  const { uploads, add, start, clear } = useUploads();
  const [facts, setFacts] = useState<BatchFacts>({});
  const [leftovers, setLeftovers] = useState<Leftover[]>([]);

  const take = async (files: File[]) => {
    const found = bundle(await Promise.all(files.map(sortFile)));
    add(found.bundles);
    setLeftovers(found.leftovers);
  };

  const ready = uploads.filter((upload) => upload.at === 'ready');
  const received = uploads.filter((upload) => upload.at === 'received');

  return (
    <Page>
      <PageHead title="Upload" note="Recordings of calls, as many as you like" />
      <DropArea
        title="Drop recordings here"
        label="Recordings to upload"
        icon={IconFileMusic}
        small={uploads.length > 0}
        onFiles={(files) => void take(files)}
      >
        WAV, MP3, Ogg, Opus, FLAC, M4A, AAC, WebM: mono, stereo, or two files for the two legs of one call.
        Transcripts (VTT, SRT, JSON) and JSON files with what is known of a call go with the recording of
        their name.
      </DropArea>
      <Leftovers leftovers={leftovers} onDismiss={() => setLeftovers([])} />
      {ready.length > 0 && (
        <section className={classes.ready} aria-labelledby="facts-title">
          <h2 id="facts-title">What is known of {ready.length === 1 ? 'this call' : 'these calls'}</h2>
          <p className={classes.hint}>
            All of it is optional. What a JSON file beside a recording or the file name says is taken as well.
          </p>
          <BatchFactsForm facts={facts} onChange={setFacts} />
          <Button size="sm" onClick={() => start(facts)}>
            Upload {ready.length === 1 ? '1 call' : `${formatCount(ready.length)} calls`}
          </Button>
        </section>
      )}
      {uploads.length > 0 && (
        <section aria-labelledby="uploads-title">
          <div className={classes.head}>
            <h2 id="uploads-title">Calls</h2>
            <p role="status" aria-live="polite" className={classes.hint}>
              {summaryOf(uploads)}
            </p>
            {received.length > 0 && (
              <Button variant="subtle" onClick={clear}>
                Clear those received
              </Button>
            )}
          </div>
          <ul className={classes.list}>
            {uploads.map((upload) => (
              <UploadRow key={upload.id} upload={upload} ready={ready} />
            ))}
          </ul>
        </section>
      )}
    </Page>
  );
}

function summaryOf(uploads: Upload[]): string {
  const count = (...at: Upload['at'][]) => uploads.filter((upload) => at.includes(upload.at)).length;
  const parts: [number, string][] = [
    [count('ready'), 'ready to upload'],
    [count('waiting', 'sending'), 'uploading'],
    [count('received'), 'received'],
    [count('failed'), 'not taken'],
  ];
  return parts
    .filter(([number]) => number > 0)
    .map(([number, words]) => `${formatCount(number)} ${words}`)
    .join(' · ');
}
