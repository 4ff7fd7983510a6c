import type { DrillState, Utterance } from '../model/drill.ts';
import type { Line } from '../voices/voice.ts';
import { upsetFrom } from './mood.ts';
import { isSound, type Playable, personOf } from './playable.ts';

/** An utterance of the caller's side as a voice is asked to say it: who speaks, in what mood, over what. */
export function voiceLine(
  { kind, speaker, text, startMs }: Pick<Utterance, 'kind' | 'speaker' | 'text' | 'startMs'>,
  state: DrillState,
  play: Playable,
): Line {
  const { age, sex, language, talk } = personOf(speaker, play);
  const manner = play.speech.get(talk)?.manner ?? 'plain';
  return {
    kind,
    text,
    language,
    distress: state.mood.distress,
    persona: { age: age ?? null, sex: sex ?? null, manner },
    seed: state.seed,
    background: backgroundAt(startMs, { ...state, speaker }, play),
    atMs: startMs,
  };
}

/** What lies under the call at a moment. */
export function backgroundAt(
  atMs: number,
  { speaker, happened }: Pick<DrillState, 'speaker' | 'happened'>,
  { format }: Pick<Playable, 'format'>,
): Line['background'] {
  const has = (event: string) => happened.some((one) => one.event === event && one.atMs <= atMs);
  return format.sounds
    .filter(({ from, until, persons }) => {
      const isOn = (from === undefined || has(from)) && (until === undefined || !has(until));
      return isOn && (persons?.includes(speaker) ?? true);
    })
    .map(({ sound, snrDb }) => ({ sound, snrDb }));
}

/**
 * What the person who has the phone may say next, the likeliest first, so that a slow voice can make it ahead: the
 * opening while nothing was said, lines of facts that are not out, then everyday words.
 */
export function linesAhead(state: DrillState, play: Playable): Line[] {
  const { speaker, told, mood } = state;
  const isUpset = mood.distress >= upsetFrom;
  const out = new Set(told.map(({ fact }) => fact));
  const opening = state.heardUntilMs === 0 ? play.format.opening.says : [];
  const facts = play.facts
    .filter(({ id, format }) => !out.has(id) && (format.knownBy?.includes(speaker) ?? true))
    .flatMap(({ format }) => (isUpset && format.upset) || format.says);
  const everyday = Object.values(play.speech.get(personOf(speaker, play).talk)?.says ?? {}).flatMap(
    ({ calm, upset }) => (isUpset ? upset : calm),
  );
  return [...opening, ...facts, ...everyday].map((text) =>
    voiceLine({ kind: isSound(text) ? 'sound' : 'speech', speaker, text, startMs: state.atMs }, state, play),
  );
}
