import { Button, Group } from '@mantine/core';
import IconEar from '@tabler/icons-react/dist/esm/icons/IconEar.mjs';
import { useEffect, useState } from 'react';
import { Notice } from '../../parts/Notice.tsx';
import { type EarKind, earKind } from './browser-ear.ts';
import type { DeskCall, DeskShown } from './desk-call.ts';

/** The language of the trainee's side: that of the phrases of the packs. */
const language = 'en-US';

/** The browser listens by itself only where the sound stays on this computer; anything else is asked first. */
export function EarConsent({ call, shown }: { call: DeskCall; shown: DeskShown }) {
  const [kind, setKind] = useState<EarKind | null>(null);
  const { ear } = shown;
  useEffect(() => {
    let left = false;
    void earKind(language).then((found) => {
      if (left) return;
      setKind(found);
      if (found === 'local') call.openEar(language, true);
    });
    return () => {
      left = true;
    };
  }, [call]);
  if (kind === null || (kind === 'local' && ear !== 'gone')) return null;
  if (kind === 'none' || ear === 'gone') {
    return (
      <Notice tone="info" role="status" icon={IconEar} title="Nobody writes down what you speak">
        Earshot has no engine for it, and this browser{' '}
        {kind === 'none' ? 'has no recogniser' : 'gave up listening'}. Type what you say: the call goes on all
        the same.
      </Notice>
    );
  }
  if (ear === 'remote') {
    return (
      <Notice tone="fair" role="status" icon={IconEar} title="The browser’s maker hears this call">
        You agreed that a service outside of this centre writes down what you speak.
      </Notice>
    );
  }
  return (
    <Notice tone="fair" role="status" icon={IconEar} title="May the browser write down what you speak?">
      Earshot has no engine for it here. This browser has one, but it sends your voice to a service of its
      maker, outside of this centre. Without it, type what you say.
      <Group mt="xs">
        <Button variant="default" onClick={() => call.openEar(language, false)}>
          Send my voice there for this call
        </Button>
      </Group>
    </Notice>
  );
}
