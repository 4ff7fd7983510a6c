import IconVolumeOff from '@tabler/icons-react/dist/esm/icons/IconVolumeOff.mjs';
import { useEffect, useState } from 'react';
import { Notice } from '../../parts/Notice.tsx';
import { localVoice } from './browser-voice.ts';

/** Told where the browser was to speak and has no voice of this computer. */
export function NoVoice() {
  const [has, setHas] = useState(hasVoice);
  useEffect(() => {
    if (!('speechSynthesis' in window)) return;
    // Browsers load their list of voices late.
    const look = () => setHas(hasVoice());
    speechSynthesis.addEventListener('voiceschanged', look);
    return () => speechSynthesis.removeEventListener('voiceschanged', look);
  }, []);
  if (has) return null;
  return (
    <Notice tone="info" role="status" icon={IconVolumeOff} title="The caller is read, not heard">
      This browser has no voice of this computer, and none of a service outside is used. Choose another voice
      when you start the next run.
    </Notice>
  );
}

function hasVoice(): boolean {
  return localVoice(document.documentElement.lang) !== null;
}
