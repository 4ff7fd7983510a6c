import { Button, FileButton, Skeleton } from '@mantine/core';
import { useState } from 'react';
import type { DocumentFormat, KnowledgeDocument, Passage } from '../../../../src/model/knowledge.ts';
import { useDocumentText, useRemoveDocument } from '../../api/knowledge.ts';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { formatInstant } from '../../format/time.ts';
import { ConfirmButton } from '../../parts/ConfirmButton.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { DocumentTitle } from './DocumentTitle.tsx';
import classes from './Knowledge.module.css';

interface Props {
  document: KnowledgeDocument;
  /** Another text is on its way. */
  busy: boolean;
  onReplace(file: File): void;
}

const formats: Record<DocumentFormat, string> = {
  markdown: 'Markdown',
  text: 'Plain text',
  html: 'HTML',
  pdf: 'PDF',
  docx: 'DOCX',
};

/** One document: what it is, what was made of it, and what can be done with it. */
export function DocumentRow({ document, busy, onReplace }: Props) {
  const { id, title, fileName, format, sizeBytes, passageCount, changedAt } = document;
  const [opened, setOpened] = useState(false);
  const remove = useRemoveDocument();
  return (
    <li className={classes.row}>
      <div className={classes.what}>
        <DocumentTitle document={document} />
        <span className={classes.facts}>
          <span>{fileName}</span>
          <span>{formats[format]}</span>
          <span>{formatBytes(sizeBytes)}</span>
          <span>{passageCount === 1 ? '1 passage' : `${formatCount(passageCount)} passages`}</span>
          <span>since {formatInstant(changedAt)}</span>
        </span>
      </div>
      <div className={classes.acts}>
        <Button
          variant="default"
          aria-expanded={opened}
          aria-label={`${opened ? 'Hide' : 'Preview'} ${title}`}
          onClick={() => setOpened(!opened)}
        >
          {opened ? 'Hide' : 'Preview'}
        </Button>
        <FileButton onChange={(file) => file && onReplace(file)}>
          {(props) => (
            <Button {...props} variant="default" loading={busy} aria-label={`Replace ${title}`}>
              Replace
            </Button>
          )}
        </FileButton>
        <ConfirmButton
          label="Remove"
          what={title}
          question={`“${title}” is not found by any search from then on. The file itself is not kept here: keep your own copy.`}
          loading={remove.isPending}
          onConfirm={() => remove.mutate(id)}
        />
      </div>
      {remove.isError && (
        <div className={classes.below}>
          <Failed what="The document could not be removed" error={remove.error} />
        </div>
      )}
      {opened && (
        <div className={classes.below}>
          <Preview id={id} />
        </div>
      )}
    </li>
  );
}

/** The passages as a search will show them. */
function Preview({ id }: { id: string }) {
  const text = useDocumentText(id, true);
  if (text.isPending) return <Skeleton height={120} role="status" aria-label="Loading the document" />;
  if (text.isError && !text.data) {
    return (
      <Failed
        what="The document could not be loaded"
        error={text.error}
        onRetry={() => void text.refetch()}
      />
    );
  }
  return (
    <section
      className={classes.preview}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard
      tabIndex={0}
      aria-label="Passages"
    >
      {text.data?.passages.map((passage) => (
        <PreviewedPassage key={passage.id} passage={passage} />
      ))}
    </section>
  );
}

function PreviewedPassage({ passage: { headings, text } }: { passage: Passage }) {
  return (
    <div className={classes.passage}>
      {headings.length > 0 && <h3>{headings.join(' › ')}</h3>}
      <p>{text}</p>
    </div>
  );
}
