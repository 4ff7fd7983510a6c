/** The ring of a telephone, 440 and 480 Hz, two seconds out of six, as loud as a colleague speaks. */
const frequenciesHz = [440, 480];
const onS = 2;
const everyS = 6;
const loudness = 0.06;
const edgeS = 0.02;
/** Scheduled ahead: nobody lets a telephone ring longer. */
const rings = 100;

/** @returns what silences it */
export function startRinging(): () => void {
  const context = new AudioContext();
  const gain = new GainNode(context, { gain: 0 });
  gain.connect(context.destination);
  for (const frequency of frequenciesHz) {
    const tone = new OscillatorNode(context, { frequency });
    tone.connect(gain);
    tone.start();
  }
  for (let ring = 0; ring < rings; ring++) {
    const beginS = context.currentTime + ring * everyS;
    gain.gain.setValueAtTime(0, beginS);
    gain.gain.linearRampToValueAtTime(loudness, beginS + edgeS);
    gain.gain.setValueAtTime(loudness, beginS + onS);
    gain.gain.linearRampToValueAtTime(0, beginS + onS + edgeS);
  }
  return () => {
    // It is being let go; whether it closes in time changes nothing.
    void context.close().catch(() => undefined);
  };
}
