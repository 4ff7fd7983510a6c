import { parseFrame } from '../ingest/live/protocol.ts';
import type { SourceFrame } from '../ingest/live-intake.ts';
import { microphoneRateHz } from '../model/drill-desk.ts';
import type { Speech } from '../speech/engines.ts';

/** A frame of a trainee's microphone as desks send it. @throws live_message_invalid */
export function readDeskFrame(bytes: Uint8Array): SourceFrame {
  const microphone = { sampleRateHz: microphoneRateHz, encoding: 'pcm_s16le', legs: ['agent'] } as const;
  return parseFrame(bytes, { ...microphone, legs: [...microphone.legs] }).frame;
}

/** What would hear somebody who speaks in a drill, by name. */
export function hearsTrainees({ live, desk }: Pick<Speech, 'live' | 'desk'>): string | null {
  const engine = live.current(null) ?? desk.current(null);
  return engine && `${engine.name} ${engine.model}`;
}
