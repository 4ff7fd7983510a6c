import { Outlet, useRouterState } from '@tanstack/react-router';
import { lazy, Suspense, useEffect, useRef } from 'react';
import { ConnectionBanner } from './ConnectionBanner.tsx';
import { Navigation } from './Navigation.tsx';
import classes from './Shell.module.css';
import { useShortcuts, useShortcutsDialog } from './Shortcuts.tsx';

const Notices = lazy(() => import('./Notices.tsx'));

export function Shell() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname ?? null });
  // A screen on a wall shows nothing but the calls.
  const bare = useRouterState({
    select: ({ location }) => 'tv' in location.search && location.search.tv === '1',
  });
  const main = useRef<HTMLElement>(null);
  const arrived = useRef<string | null>(null);
  const openShortcuts = useShortcutsDialog();

  useShortcuts('Everywhere', [
    { keys: ['shift+?', '?'], caps: ['?'], does: 'Show these shortcuts', run: openShortcuts },
  ]);

  // A new page is a new place: focus goes to its start, as it would with a page load.
  useEffect(() => {
    if (path !== null && arrived.current !== null && arrived.current !== path) {
      main.current?.focus({ preventScroll: true });
    }
    arrived.current = path;
  }, [path]);

  return (
    <div className={classes.shell} data-bare={bare || undefined}>
      {!bare && (
        <>
          <a href="#main" className={classes.skip}>
            Skip to content
          </a>
          <Navigation />
        </>
      )}
      <div className={classes.page}>
        <ConnectionBanner />
        <main id="main" ref={main} tabIndex={-1} className={classes.main}>
          <Outlet />
        </main>
      </div>
      {!bare && (
        <Suspense>
          <Notices />
        </Suspense>
      )}
    </div>
  );
}
