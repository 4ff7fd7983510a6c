import { EmptyState, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import IconBook from '@tabler/icons-react/dist/esm/icons/IconBook.mjs';
import IconFileText from '@tabler/icons-react/dist/esm/icons/IconFileText.mjs';
import type { KnowledgeList } from '../../../../src/model/knowledge.ts';
import { useDocuments } from '../../api/knowledge.ts';
import { formatBytes, formatCount } from '../../format/numbers.ts';
import { DropArea } from '../../parts/DropArea.tsx';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { DocumentRow } from './DocumentRow.tsx';
import { IncomingRow } from './IncomingRow.tsx';
import classes from './Knowledge.module.css';
import { TrySearch } from './TrySearch.tsx';
import { type Incoming, useIncoming } from './use-incoming.ts';

/** The centre's own documents: what call takers look up while a call is open. */
export function KnowledgePage() {
  useDocumentTitle('Knowledge · Earshot');
  const documents = useDocuments();
  const incoming = useIncoming();
  return (
    <Page>
      <PageHead title="Knowledge" note="The centre’s own documents, looked up while a call is open" />
      <DropArea
        title="Drop documents here"
        label="Documents to add"
        icon={IconFileText}
        small={(documents.data?.documents.length ?? 0) > 0}
        onFiles={(files) => incoming.take(files, null)}
      >
        Markdown, plain text, HTML, PDF and DOCX
        {documents.data && `, up to ${formatBytes(documents.data.maxBytes)} each`}. They are cut into passages
        by their headings; scans need their text recognised first.
      </DropArea>
      <ul className={classes.incoming} aria-label="Documents that are being added">
        {incoming.all.map((one) => (
          <IncomingRow
            key={one.id}
            incoming={one}
            onRetry={() => incoming.retry(one.id)}
            onDismiss={() => incoming.dismiss(one.id)}
          />
        ))}
      </ul>
      {documents.isPending ? (
        <div role="status" aria-label="Loading documents">
          <Skeleton height={52} mb="xs" />
          <Skeleton height={52} mb="xs" />
          <Skeleton height={52} />
        </div>
      ) : documents.isError && !documents.data ? (
        <Failed
          what="The documents could not be loaded"
          error={documents.error}
          onRetry={() => void documents.refetch()}
        />
      ) : (
        documents.data && (
          <Documents list={documents.data} incoming={incoming.all} onReplace={incoming.take} />
        )
      )}
    </Page>
  );
}

interface DocumentsProps {
  list: KnowledgeList;
  incoming: readonly Incoming[];
  onReplace(files: File[], replaces: string): void;
}

function Documents({ list: { documents }, incoming, onReplace }: DocumentsProps) {
  if (documents.length === 0) {
    return (
      <EmptyState
        mt="xl"
        icon={<IconBook size={44} stroke={1.3} aria-hidden />}
        title={<h2>No documents yet</h2>}
        description="Run books, phone lists, policies, price lists: whatever a call taker has to find within seconds."
      />
    );
  }
  const passages = documents.reduce((sum, { passageCount }) => sum + passageCount, 0);
  return (
    <>
      <TrySearch />
      <section aria-labelledby="documents-title">
        <div className={classes.head}>
          <h2 id="documents-title">Documents</h2>
          <span className={classes.quiet}>
            {formatCount(documents.length)}, with {formatCount(passages)} passages
          </span>
        </div>
        <ul className={classes.list}>
          {documents.map((document) => (
            <DocumentRow
              key={document.id}
              document={document}
              busy={incoming.some(({ replaces, at }) => replaces === document.id && at !== 'failed')}
              onReplace={(file) => onReplace([file], document.id)}
            />
          ))}
        </ul>
      </section>
    </>
  );
}
