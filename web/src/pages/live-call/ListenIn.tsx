import { Button, SegmentedControl } from '@mantine/core';
import IconEar from '@tabler/icons-react/dist/esm/icons/IconEar.mjs';
import IconEarOff from '@tabler/icons-react/dist/esm/icons/IconEarOff.mjs';
import { useEffect, useRef, useState } from 'react';
import type { LiveDetail } from '../../../../src/model/live.ts';
import { toProblem } from '../../parts/to-problem.ts';
import { roleWord } from '../../words.ts';
import classes from './ListenIn.module.css';
import { type Listener, listen } from './listener.ts';

interface Props {
  call: LiveDetail;
  beganAtMs: number;
  listening: boolean;
  onListen(on: boolean): void;
}

const backMs = 1_000;
const everyMs = 500;

/** Plays the call as it comes, and says how far behind it is. */
export function ListenIn({ call, beganAtMs, listening, onListen }: Props) {
  const listener = useRef<Listener | null>(null);
  const [leg, setLeg] = useState('all');
  const [delay, setDelay] = useState<number | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const { id, legs } = call;
  const began = useRef(beganAtMs);
  began.current = beganAtMs;

  useEffect(() => {
    if (!listening) return;
    const nowMs = () => Date.now() - began.current;
    const one = listen({ id, legs: legs.length, fromMs: nowMs() - backMs }, (error) => {
      setProblem(toProblem(error).message);
      onListen(false);
    });
    listener.current = one;
    const timer = setInterval(() => {
      const heardMs = one.heardMs();
      setDelay(heardMs === null ? null : nowMs() - heardMs);
    }, everyMs);
    return () => {
      clearInterval(timer);
      one.stop();
      listener.current = null;
      setDelay(null);
    };
  }, [listening, id, legs.length, onListen]);

  useEffect(() => {
    if (listening) listener.current?.choose(leg === 'all' ? null : Number(leg));
  }, [leg, listening]);

  return (
    <div className={classes.listen}>
      <Button
        variant={listening ? 'filled' : 'default'}
        leftSection={listening ? <IconEarOff size={15} aria-hidden /> : <IconEar size={15} aria-hidden />}
        onClick={() => {
          setProblem(null);
          onListen(!listening);
        }}
        disabled={call.ended}
      >
        {listening ? 'Stop listening' : 'Listen'}
      </Button>
      {listening && (
        <>
          {legs.length > 1 && (
            <SegmentedControl
              size="xs"
              aria-label="Who is heard"
              value={leg}
              onChange={setLeg}
              data={[
                { value: 'all', label: 'Both' },
                ...legs.map(({ role }, index) => ({
                  value: String(index),
                  label: roleWord(role, call.kind),
                })),
              ]}
            />
          )}
          <span className={classes.delay}>
            {delay === null ? 'Waiting for audio' : `${(delay / 1000).toFixed(1)} s behind`}
          </span>
        </>
      )}
      {problem && (
        <span className={classes.problem} role="alert">
          {problem}
        </span>
      )}
    </div>
  );
}
