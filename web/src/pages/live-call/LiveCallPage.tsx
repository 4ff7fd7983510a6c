import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useDocumentTitle, useLocalStorage } from '@mantine/hooks';
import IconPlugConnectedX from '@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs';
import { getRouteApi, Link } from '@tanstack/react-router';
import type { LiveDetail } from '../../../../src/model/live.ts';
import { weightOf } from '../../api/live/urgency.ts';
import { useLiveDetail } from '../../api/live/use-live-detail.ts';
import { hearingWords, liveTitle } from '../../format/live.ts';
import { formatDuration } from '../../format/time.ts';
import { BackLink, Naming } from '../../parts/Naming.tsx';
import { NeedWeight } from '../../parts/NeedWeight.tsx';
import { Notice } from '../../parts/Notice.tsx';
import { Page, PageHead } from '../../parts/Page.tsx';
import { Failed } from '../../parts/Problem.tsx';
import { RunningClock } from '../../parts/RunningClock.tsx';
import { kindWords } from '../../words.ts';
import { EndBanner } from './EndBanner.tsx';
import classes from './OpenCall.module.css';
import { OpenCall } from './OpenCall.tsx';

const route = getRouteApi('/live/$callId');

type Role = 'watch' | 'take';

export function LiveCallPage() {
  const { callId } = route.useParams();
  const watched = useLiveDetail(callId);
  const { detail, beganAtMs, feed, end, error, refetch } = watched;
  // A desk is one or the other for a whole shift.
  const [role, setRole] = useLocalStorage<Role>({
    key: 'earshot-live-role',
    defaultValue: 'watch',
    getInitialValueInEffect: false,
  });
  const taker = role === 'take';
  useDocumentTitle(`${detail ? liveTitle(detail) : 'Open call'} · Earshot`);
  if (!detail) {
    return (
      <Page>
        <PageHead title={end ? 'This call is not open' : 'Open call'} />
        {end ? (
          <>
            <EndBanner callId={callId} kept={end.kept} reading />
            <Button component={Link} to="/live" variant="default" mt="md">
              To the open calls
            </Button>
          </>
        ) : error !== null ? (
          <Failed what="The call could not be loaded" error={error} onRetry={refetch} />
        ) : (
          <div role="status" aria-label="Loading the call">
            <Skeleton height={26} width={320} mb="lg" />
            <Skeleton height={420} />
          </div>
        )}
      </Page>
    );
  }
  return (
    <div className={classes.page}>
      <header className={classes.head}>
        <Naming
          back={<BackLink to="/live">Live</BackLink>}
          name={liveTitle(detail)}
          about={<About call={detail} />}
        />
        <div className={classes.standing}>
          {detail.ended ? (
            <span className={classes.clock}>{formatDuration(detail.durationMs)}</span>
          ) : (
            <RunningClock sinceMs={beganAtMs} className={classes.clock} />
          )}
          <NeedWeight weight={weightOf(detail)} />
        </div>
        <SegmentedControl
          size="xs"
          aria-label="Who you are on this call"
          data={[
            { value: 'watch', label: 'I watch' },
            { value: 'take', label: 'I take the call' },
          ]}
          value={taker ? 'take' : 'watch'}
          onChange={(value) => setRole(value as Role)}
        />
      </header>
      {feed === 'lost' && (
        <div className={classes.notice}>
          <Notice tone="poor" role="status" icon={IconPlugConnectedX} title="The connection is lost">
            The call goes on, but what is said is not told here. This page reconnects by itself.
          </Notice>
        </div>
      )}
      <OpenCall watched={watched} listen={!taker} taker={taker} />
    </div>
  );
}

function About({ call }: { call: LiveDetail }) {
  const hearing = hearingWords(call);
  const facts = [
    call.title !== null && call.incident ? call.incident.title : null,
    call.agent,
    call.queue,
    call.kind && kindWords[call.kind],
  ].filter((fact) => fact !== null);
  return (
    <>
      {facts.map((fact) => (
        <span key={fact}>{fact}</span>
      ))}
      <span data-tone={hearing.tone}>
        {hearing.text}
        {call.engine !== null && call.engine !== 'given' && ` by ${call.engine}`}
      </span>
    </>
  );
}
