import { Button, Skeleton } from '@mantine/core';
import { useDisclosure, useDocumentTitle } from '@mantine/hooks';
import IconFileImport from '@tabler/icons-react/dist/esm/icons/IconFileImport.mjs';
import type { ScorecardLibrary } from '../../../../src/model/scorecard-editing.ts';
import { useLibrary } from '../../api/scorecard-editing.ts';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import versionClasses from '../../parts/versions/Versions.module.css';
import { ImportScorecard } from './ImportScorecard.tsx';
import { ScorecardRow } from './ScorecardRow.tsx';
import classes from './Scorecards.module.css';

export function ScorecardsPage() {
  useDocumentTitle('Scorecards · Earshot');
  const library = useLibrary();
  const [importing, dialog] = useDisclosure(false);
  return (
    <Page>
      <PageHead title="Scorecards" note="What calls are judged by, and which version of it">
        <Button
          variant="default"
          leftSection={<IconFileImport size={15} aria-hidden />}
          disabled={!library.data}
          onClick={dialog.open}
        >
          Import YAML
        </Button>
      </PageHead>
      {library.isPending ? (
        <div role="status" aria-label="Loading scorecards">
          <Skeleton height={120} mb="md" />
          <Skeleton height={120} mb="md" />
          <Skeleton height={120} />
        </div>
      ) : library.isError && !library.data ? (
        <Failed
          what="The scorecards could not be loaded"
          error={library.error}
          onRetry={() => void library.refetch()}
        />
      ) : (
        library.data && (
          <>
            <Cards library={library.data} />
            {importing && <ImportScorecard packs={library.data.packs} onClose={dialog.close} />}
          </>
        )
      )}
    </Page>
  );
}

function Cards({ library: { packs, scorecards } }: { library: ScorecardLibrary }) {
  if (scorecards.length === 0) {
    return (
      <p className={classes.quiet}>No pack is loaded, so calls are not judged. Packs are folders of files.</p>
    );
  }
  return packs.map((pack) => (
    <section key={pack.id} className={classes.pack} aria-labelledby={`pack-${pack.id}`}>
      <h2 id={`pack-${pack.id}`}>{pack.title}</h2>
      <ul className={versionClasses.list}>
        {scorecards
          .filter((card) => card.packId === pack.id)
          .map((card) => (
            <ScorecardRow key={card.id} card={card} />
          ))}
      </ul>
    </section>
  ));
}
