import { useLocalStorage } from '@mantine/hooks';

/** Whether alerts may be heard. Off until somebody turns it on, in this browser. */
export function useAlertSound(): [on: boolean, setOn: (on: boolean) => void] {
  const [on, setOn] = useLocalStorage({
    key: 'earshot-alert-sound',
    defaultValue: false,
    getInitialValueInEffect: false,
  });
  return [on, setOn];
}

const seconds = 0.35;

/** A short tone: two notes up for what is critical, one for the rest. Silent where the browser forbids sound. */
export function playAlertTone(isCritical: boolean): void {
  const context = new AudioContext();
  const notesHz = isCritical ? [660, 880] : [550];
  for (const [place, frequencyHz] of notesHz.entries()) {
    const from = context.currentTime + (place * seconds) / notesHz.length;
    const until = from + seconds / notesHz.length;
    const loudness = context.createGain();
    // Fades at both ends: a tone that is cut clicks.
    loudness.gain.setValueAtTime(0, from);
    loudness.gain.linearRampToValueAtTime(0.2, from + 0.02);
    loudness.gain.linearRampToValueAtTime(0, until);
    const note = context.createOscillator();
    note.frequency.value = frequencyHz;
    note.connect(loudness).connect(context.destination);
    note.start(from);
    note.stop(until);
    if (place === notesHz.length - 1) note.onended = () => void context.close();
  }
}
