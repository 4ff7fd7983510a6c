import { cardOf, findCriterion, useScorecards } from '../../api/scorecards.ts';
import { useShortcuts } from '../../shell/Shortcuts.tsx';
import { wordsOfCode } from '../../words.ts';
import { useCallDesk } from './call-desk.ts';
import { momentsOf, placeOfTurn, stepTo } from './places.ts';
import { nextRate } from './player/rates.ts';

const skipMs = 5000;
const nudgeMs = 1000;

/** The keys of the call page. Renders nothing. */
export function CallShortcuts() {
  const { call, playback, hear, point, marking } = useCallDesk();
  const scorecards = useScorecards().data;
  const evaluation =
    call.evaluations.find((one) => one.scorecardId === call.scorecardId) ?? call.evaluations[0];
  const card = cardOf(scorecards, evaluation);

  const turns = call.transcript?.turns.map(placeOfTurn) ?? [];
  const stepTurn = (step: 1 | -1) => () => {
    const turn = stepTo(turns, playback.getPositionMs(), step);
    if (turn) hear(turn);
  };
  const stepMoment = (step: 1 | -1) => () => {
    const titleOf = (id: string) => findCriterion(card, id)?.title ?? wordsOfCode(id);
    const moment = stepTo(momentsOf(call, evaluation, titleOf), playback.getPositionMs(), step);
    if (moment) hear(moment);
  };
  const jump = (byMs: number) => () => playback.seek(playback.getPositionMs() + byMs);

  // Their keys are answers and steps of their own while a mark is answered.
  const steps = [
    { keys: ['j'], does: 'Next turn', run: stepTurn(1) },
    { keys: ['k'], does: 'Turn before', run: stepTurn(-1) },
    { keys: ['n'], does: 'Next evidence, dead air or talk-over', run: stepMoment(1) },
    { keys: ['p'], does: 'The one before', run: stepMoment(-1) },
    { keys: ['Escape'], caps: ['Esc'], does: 'Let go of what is lit up', run: () => point(null) },
  ];
  useShortcuts('Call', [
    { keys: ['space'], caps: ['Space'], does: 'Play or pause', run: () => playback.toggle() },
    { keys: ['ArrowLeft'], caps: ['←'], does: 'Back 5 seconds', run: jump(-skipMs) },
    { keys: ['ArrowRight'], caps: ['→'], does: 'On 5 seconds', run: jump(skipMs) },
    { keys: ['shift+ArrowLeft'], caps: ['Shift', '←'], does: 'Back 1 second', run: jump(-nudgeMs) },
    { keys: ['shift+ArrowRight'], caps: ['Shift', '→'], does: 'On 1 second', run: jump(nudgeMs) },
    ...(marking === null ? steps : []),
    { keys: ['s'], does: 'Change speed', run: () => playback.setRate(nextRate(playback.getState().rate)) },
  ]);
  return null;
}
