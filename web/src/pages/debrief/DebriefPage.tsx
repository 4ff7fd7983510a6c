import { Button, Skeleton } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { Debrief } from '../../../../src/model/debrief.ts';
import { debriefPdfUrl, useDebrief } from '../../api/drills.ts';
import { formatScore } from '../../format/numbers.ts';
import { formatDuration, formatInstant } from '../../format/time.ts';
import { BackLink, Naming } from '../../parts/Naming.tsx';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { SignOff } from '../instructor/SignOff.tsx';
import { phrasingSentences } from '../training/phrasing-words.ts';
import { StartDialog } from '../training/StartDialog.tsx';
import { endWords, modeWords } from '../training/words.ts';
import { CadComparisonTable } from './CadComparisonTable.tsx';
import { Comparison } from './Comparison.tsx';
import { Course } from './Course.tsx';
import { Critical } from './Critical.tsx';
import classes from './Debrief.module.css';
import { DebriefDesk } from './DebriefDesk.tsx';
import { Facts } from './Facts.tsx';
import { Notes } from './Notes.tsx';
import { Parts } from './Parts.tsx';
import { ScenarioNow } from './ScenarioNow.tsx';

const route = getRouteApi('/training/$drillId/debrief');

/** What a drill was worth, why, and what to do otherwise next time. */
export function DebriefPage() {
  const { drillId } = route.useParams();
  const debrief = useDebrief(drillId);
  const title = debrief.data?.drill.scenario.title;
  useDocumentTitle(title === undefined ? 'Debriefing · Earshot' : `${title} · Debriefing · Earshot`);
  if (debrief.data) return <Debriefing key={drillId} debrief={debrief.data} />;
  return (
    <Page>
      <PageHead title="Debriefing" />
      {debrief.isError ? (
        <>
          <Failed
            what="The debriefing could not be loaded"
            error={debrief.error}
            onRetry={() => void debrief.refetch()}
          />
          <Button component={Link} to="/training" variant="default" mt="md">
            To the scenarios
          </Button>
        </>
      ) : (
        <div role="status" aria-label="Loading the debriefing">
          <Skeleton height={60} mb="lg" />
          <Skeleton height={420} />
        </div>
      )}
    </Page>
  );
}

function Debriefing({ debrief }: { debrief: Debrief }) {
  const { drill, score } = debrief;
  return (
    <div className={classes.page}>
      <Head debrief={debrief} />
      <ScenarioNow now={debrief.scenarioNow} />
      <DebriefDesk drill={drill}>
        <Critical critical={score.critical} forbidden={debrief.forbidden} />
        <Parts parts={score.parts} />
        <Facts facts={debrief.facts} />
        <Course debrief={debrief} />
        <CadComparisonTable rows={debrief.cad} />
        <Notes notes={drill.notes} />
        <SignOff drill={drill} />
        <Comparison debrief={debrief} />
      </DebriefDesk>
    </div>
  );
}

function Head({ debrief: { drill, score, scenarioNow } }: { debrief: Debrief }) {
  const [again, setAgain] = useState<'same' | 'other' | null>(null);
  const { scenario, trainee, mode, seed, rangMs, durationMs, ended, endedAt, createdAt, callId } = drill;
  const met = score.result === 'met';
  return (
    <header className={classes.head}>
      <Naming
        back={
          <BackLink to="/training" search={{ tab: 'runs' }}>
            Training
          </BackLink>
        }
        name={scenario.title}
        about={
          <>
            <span>{trainee}</span>
            <span>Level {scenario.level}</span>
            <span>{modeWords[mode].name}</span>
            <span>seed {seed}</span>
            <span>{formatInstant(endedAt ?? createdAt)}</span>
            <span>answered in {Math.round(rangMs / 1000)} s</span>
            <span>lasted {formatDuration(durationMs)}</span>
            <span>{ended && endWords[ended]}</span>
          </>
        }
      >
        {drill.phrasing && <p className={classes.phrasing}>{phrasingSentences(drill.phrasing)}</p>}
        <div className={classes.actions}>
          <Button onClick={() => setAgain('same')} disabled={scenarioNow === 'gone'}>
            Run again
          </Button>
          <Button variant="default" onClick={() => setAgain('other')} disabled={scenarioNow === 'gone'}>
            Run again, another seed
          </Button>
          <Button variant="default" component="a" href={debriefPdfUrl(drill.id)}>
            PDF
          </Button>
          {callId !== null && (
            <Button
              variant="default"
              renderRoot={(props) => <Link to="/calls/$callId" params={{ callId }} {...props} />}
            >
              Open the call
            </Button>
          )}
        </div>
      </Naming>
      <p className={classes.total} data-tone={met ? 'good' : 'poor'}>
        <strong>{formatScore(score.total)}</strong>
        <span>of 100</span>
        <span className={classes.result}>{met ? 'Met' : 'Not met'}</span>
      </p>
      {again && (
        <StartDialog
          scenario={{ ...scenario, channel: mode === 'text' ? 'text' : 'voice' }}
          seed={again === 'same' ? seed : anotherSeed()}
          onClose={() => setAgain(null)}
        />
      )}
    </header>
  );
}

const mostSeed = 2_147_483_647;

function anotherSeed(): number {
  return Math.floor(Math.random() * mostSeed);
}
