import type { Kind } from '../../../src/model/call.ts';
import type { LegState, LiveLeg, LiveSummary } from '../../../src/model/live.ts';
import { roleWord } from '../words.ts';

/** How the line of a leg stands, where that is not simply "audio comes". */
const legStateWords: Record<LegState, string | null> = {
  waiting: 'No audio yet',
  active: null,
  muted: 'Muted',
  held: 'On hold',
  stalled: 'No audio',
  ended: 'Ended',
};

/** What is shown less than this behind what is spoken is as good as live. */
const lateMs = 4_000;

/** Who hears a call, and how far behind. */
export function hearingWords({ engine, lagMs }: Pick<LiveSummary, 'engine' | 'lagMs'>): {
  text: string;
  tone: 'good' | 'fair' | 'poor';
} {
  if (engine === null) return { text: 'Not heard: no engine', tone: 'poor' };
  if (lagMs !== null && lagMs >= lateMs)
    return { text: `${Math.round(lagMs / 1000)} s behind`, tone: 'fair' };
  return { text: 'Heard', tone: 'good' };
}

/** What an open call is called: its title, else what happened. */
export function liveTitle({ title, incident }: Pick<LiveSummary, 'title' | 'incident'>): string {
  return title ?? incident?.title ?? 'Call, nature not known yet';
}

/**
 * The levels of one leg as one closed path over 60 by 12 units, newest at the right: upwards from the middle, or
 * downwards for the other side.
 */
export function coursePath(course: readonly number[], down: boolean): string {
  if (course.length === 0) return '';
  const first = 60 - course.length;
  const points = course.map((level, index) => {
    const height = Math.max(0.02, level) * 11;
    return `L${first + index + 0.5} ${(down ? 12 + height : 12 - height).toFixed(1)}`;
  });
  return `M${first} 12${points.join('')}L60 12Z`;
}

/** What is wrong with the lines of a call, by side, and once where it is wrong with both. */
export function lineTroubles(
  legs: readonly Pick<LiveLeg, 'role' | 'state' | 'lostMs'>[],
  kind: Kind | null,
): string[] {
  const [first, second] = legs.map(({ state, lostMs }) =>
    [legStateWords[state], lostMs >= 1_000 ? `${Math.round(lostMs / 1000)} s lost` : null]
      .filter((text) => text !== null)
      .map(lower),
  );
  const both = second?.filter((text) => first?.includes(text)) ?? [];
  const own = [first, second].flatMap((troubles = [], leg) =>
    troubles
      .filter((text) => !both.includes(text))
      .map((text) => `${roleWord(legs[leg]!.role, kind)}: ${text}`),
  );
  return [...both.map((text) => `Both sides: ${text}`), ...own];
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1);
