import { useEffect, useState } from 'react';
import type { Kind } from '../../../../src/model/call.ts';
import type { CallerSpeaks } from '../../../../src/model/drill-desk.ts';
import { PartialLine } from '../../parts/spoken/SpokenLines.tsx';
import { wordsSoFar } from './words-so-far.ts';

interface Props {
  speaks: CallerSpeaks & { sinceMs: number };
  kind: Kind;
}

const stepMs = 120;

/** The caller's words as they are said, not before. */
export function SpeakingLine({ speaks, kind }: Props) {
  const [nowMs, setNowMs] = useState(speaks.sinceMs);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), stepMs);
    return () => clearInterval(timer);
  }, []);
  const said = wordsSoFar(speaks.text, (nowMs - speaks.sinceMs) / speaks.durationMs);
  return <PartialLine speaker="customer" kind={kind} stable={said} tail="" />;
}
