import type { CallDetail } from '../../../../../src/model/api.ts';
import type { Span } from '../../../../../src/model/call.ts';
import { type Speaker, speakerOf } from '../../../parts/speaker.ts';
import type { Place } from '../call-desk.ts';

/** A stretch of the waveform with a look of its own; `look` is the part that the style sheet paints. */
export interface Stretch {
  look: 'dead-air' | 'talk-over' | 'place' | `speaker-${Speaker['tone']}`;
  span: Span;
}

/** Who speaks when on a mixed recording, where nobody speaks, and where two speak at once. */
export function stretchesOf(call: Pick<CallDetail, 'legs' | 'metrics'>, place: Place | null): Stretch[] {
  const speakers = call.legs
    .filter((leg) => leg.mixed)
    .flatMap((leg) =>
      leg.speech.map((span): Stretch => ({ look: `speaker-${speakerOf(leg, null).tone}`, span })),
    );
  const deadAir = call.metrics?.deadAir.spans.map((span): Stretch => ({ look: 'dead-air', span })) ?? [];
  const talkOver = call.metrics?.talkOver?.spans.map((span): Stretch => ({ look: 'talk-over', span })) ?? [];
  const pointed: Stretch[] = place ? [{ look: 'place', span: place.span }] : [];
  return [...speakers, ...deadAir, ...talkOver, ...pointed];
}
