import { Code } from '@mantine/core';
import type { SpeechModel } from '../../../../src/model/api.ts';
import classes from './Speech.module.css';

/** What to compare a model with, for those who must know that it is the one they think it is. */
export function ModelDigest({ model }: { model: SpeechModel }) {
  if (model.sha256 === null) return null;
  return (
    <details className={classes.digest}>
      <summary>Digest</summary>
      <p>{wordsOfOrigin(model)}</p>
      <Code block>{model.sha256}</Code>
    </details>
  );
}

function wordsOfOrigin({ digestFrom, state }: SpeechModel): string {
  if (digestFrom === 'catalogue') return 'SHA-256 as published for the archive; the download had the same.';
  if (digestFrom === 'first download') {
    return 'SHA-256 of the archive as it was first downloaded. Nobody publishes one: compare it with another machine.';
  }
  return state === 'installed'
    ? 'SHA-256 as published for the archive. This one came as files, so it was not compared.'
    : 'SHA-256 as published for the archive; a download must have the same.';
}
