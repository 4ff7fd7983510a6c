import {
  createRootRoute,
  createRoute,
  createRouter,
  lazyRouteComponent,
  redirect,
  stripSearchParams,
} from '@tanstack/react-router';
import { AlertsSearch } from './pages/alerts/alerts-search.ts';
import { CallPlace } from './pages/call/call-place.ts';
import { CallsPage } from './pages/calls/CallsPage.tsx';
import { CallsSearch } from './pages/calls/calls-search.ts';
import { InstructorSearch } from './pages/instructor/instructor-search.ts';
import { LiveSearch } from './pages/live/live-search.ts';
import { ReviewSearch } from './pages/review/review-search.ts';
import { TrainingSearch } from './pages/training/training-search.ts';
import { NotFoundPage } from './shell/NotFoundPage.tsx';
import { PageCrash } from './shell/PageCrash.tsx';
import { PageLoading } from './shell/PageLoading.tsx';
import { Shell } from './shell/Shell.tsx';

/** All pages but the first are loaded when they are needed, or when the browser has nothing else to do. */
const pages = {
  call: () => import('./pages/call/CallPage.tsx'),
  review: () => import('./pages/review/ReviewPage.tsx'),
  live: () => import('./pages/live/LivePage.tsx'),
  liveCall: () => import('./pages/live-call/LiveCallPage.tsx'),
  microphone: () => import('./pages/microphone/MicrophonePage.tsx'),
  alerts: () => import('./pages/alerts/AlertsPage.tsx'),
  knowledge: () => import('./pages/knowledge/KnowledgePage.tsx'),
  queue: () => import('./pages/queue/QueuePage.tsx'),
  upload: () => import('./pages/upload/UploadPage.tsx'),
  speech: () => import('./pages/speech/SpeechPage.tsx'),
  hotWords: () => import('./pages/hot-words/HotWordsPage.tsx'),
  scorecards: () => import('./pages/scorecards/ScorecardsPage.tsx'),
  scorecard: () => import('./pages/scorecards/editor/EditorPage.tsx'),
  scenarios: () => import('./pages/scenarios/ScenariosPage.tsx'),
  scenario: () => import('./pages/scenarios/editor/ScenarioPage.tsx'),
  training: () => import('./pages/training/TrainingPage.tsx'),
  desk: () => import('./pages/desk/DeskPage.tsx'),
  instructor: () => import('./pages/instructor/InstructorPage.tsx'),
  watch: () => import('./pages/instructor/watch/WatchPage.tsx'),
  debrief: () => import('./pages/debrief/DebriefPage.tsx'),
  agreement: () => import('./pages/agreement/AgreementPage.tsx'),
};

/** So that a click shows a page at once, even while the server restarts. */
export function loadPagesWhenIdle(): void {
  const load = () => {
    // What does not load now is loaded when it is needed, and says so then.
    for (const page of Object.values(pages)) page().catch(() => undefined);
  };
  if ('requestIdleCallback' in window) window.requestIdleCallback(load, { timeout: 10_000 });
  else setTimeout(load, 3000);
}

const root = createRootRoute({ component: Shell, notFoundComponent: NotFoundPage });

const home = createRoute({
  getParentRoute: () => root,
  path: '/',
  beforeLoad: () => {
    throw redirect({ to: '/calls', replace: true });
  },
});

const calls = createRoute({
  getParentRoute: () => root,
  path: '/calls',
  component: CallsPage,
  validateSearch: CallsSearch,
  search: { middlewares: [stripSearchParams<CallsSearch>({ sort: 'receivedAt', order: 'desc' })] },
});

const call = createRoute({
  getParentRoute: () => root,
  path: '/calls/$callId',
  component: lazyRouteComponent(pages.call, 'CallPage'),
  validateSearch: CallPlace,
});

const review = createRoute({
  getParentRoute: () => root,
  path: '/review',
  component: lazyRouteComponent(pages.review, 'ReviewPage'),
  validateSearch: ReviewSearch,
});

const live = createRoute({
  getParentRoute: () => root,
  path: '/live',
  component: lazyRouteComponent(pages.live, 'LivePage'),
  validateSearch: LiveSearch,
});

const microphone = createRoute({
  getParentRoute: () => root,
  path: '/live/microphone',
  component: lazyRouteComponent(pages.microphone, 'MicrophonePage'),
});

const liveCall = createRoute({
  getParentRoute: () => root,
  path: '/live/$callId',
  component: lazyRouteComponent(pages.liveCall, 'LiveCallPage'),
});

const alerts = createRoute({
  getParentRoute: () => root,
  path: '/alerts',
  component: lazyRouteComponent(pages.alerts, 'AlertsPage'),
  validateSearch: AlertsSearch,
  search: { middlewares: [stripSearchParams<AlertsSearch>({ tab: 'alerts', show: 'open' })] },
});

const knowledge = createRoute({
  getParentRoute: () => root,
  path: '/knowledge',
  component: lazyRouteComponent(pages.knowledge, 'KnowledgePage'),
});

const queue = createRoute({
  getParentRoute: () => root,
  path: '/queue',
  component: lazyRouteComponent(pages.queue, 'QueuePage'),
});

const upload = createRoute({
  getParentRoute: () => root,
  path: '/upload',
  component: lazyRouteComponent(pages.upload, 'UploadPage'),
});

const speech = createRoute({
  getParentRoute: () => root,
  path: '/speech',
  component: lazyRouteComponent(pages.speech, 'SpeechPage'),
});

const hotWords = createRoute({
  getParentRoute: () => root,
  path: '/speech/hot-words',
  component: lazyRouteComponent(pages.hotWords, 'HotWordsPage'),
});

const agreement = createRoute({
  getParentRoute: () => root,
  path: '/agreement',
  component: lazyRouteComponent(pages.agreement, 'AgreementPage'),
});

const scorecards = createRoute({
  getParentRoute: () => root,
  path: '/scorecards',
  component: lazyRouteComponent(pages.scorecards, 'ScorecardsPage'),
});

const scorecard = createRoute({
  getParentRoute: () => root,
  path: '/scorecards/$scorecardId/$version',
  component: lazyRouteComponent(pages.scorecard, 'EditorPage'),
});

const scenarios = createRoute({
  getParentRoute: () => root,
  path: '/scenarios',
  component: lazyRouteComponent(pages.scenarios, 'ScenariosPage'),
});

const scenario = createRoute({
  getParentRoute: () => root,
  path: '/scenarios/$scenarioId/$version',
  component: lazyRouteComponent(pages.scenario, 'ScenarioPage'),
});

const training = createRoute({
  getParentRoute: () => root,
  path: '/training',
  component: lazyRouteComponent(pages.training, 'TrainingPage'),
  validateSearch: TrainingSearch,
  search: { middlewares: [stripSearchParams<TrainingSearch>({ tab: 'scenarios' })] },
});

const desk = createRoute({
  getParentRoute: () => root,
  path: '/training/$drillId',
  component: lazyRouteComponent(pages.desk, 'DeskPage'),
});

const instructor = createRoute({
  getParentRoute: () => root,
  path: '/training/instructor',
  component: lazyRouteComponent(pages.instructor, 'InstructorPage'),
  validateSearch: InstructorSearch,
  search: { middlewares: [stripSearchParams<InstructorSearch>({ tab: 'floor' })] },
});

const watch = createRoute({
  getParentRoute: () => root,
  path: '/training/instructor/$drillId',
  component: lazyRouteComponent(pages.watch, 'WatchPage'),
});

const debrief = createRoute({
  getParentRoute: () => root,
  path: '/training/$drillId/debrief',
  component: lazyRouteComponent(pages.debrief, 'DebriefPage'),
});

const tree = root.addChildren([
  home,
  calls,
  call,
  review,
  live,
  liveCall,
  microphone,
  alerts,
  knowledge,
  queue,
  upload,
  speech,
  hotWords,
  scorecards,
  scorecard,
  agreement,
  scenarios,
  scenario,
  training,
  desk,
  instructor,
  watch,
  debrief,
]);

/** `?state=done&q=knife` rather than JSON in the address: links are read and written by people. */
function parseSearch(text: string): Record<string, string> {
  return Object.fromEntries(new URLSearchParams(text));
}

function stringifySearch(search: Record<string, unknown>): string {
  const params = new URLSearchParams();
  for (const [key, value] of Object.entries(search)) {
    if (value !== undefined && value !== null && value !== '') params.set(key, String(value));
  }
  const text = params.toString();
  return text === '' ? '' : `?${text}`;
}

export function openRouter() {
  return createRouter({
    routeTree: tree,
    parseSearch,
    stringifySearch,
    defaultPreload: 'intent',
    scrollRestoration: true,
    defaultErrorComponent: PageCrash,
    defaultPendingComponent: PageLoading,
  });
}

declare module '@tanstack/react-router' {
  interface HistoryState {
    /** Set on the way from the list of calls to a call: going back returns to the same filters and place. */
    fromCalls?: boolean;
    /** The same for the list of what waits. */
    fromReview?: boolean;
  }

  interface Register {
    router: ReturnType<typeof openRouter>;
  }
}
