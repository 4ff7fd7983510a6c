export interface Mixer {
  set(volumes: number[], solo: number | null): void;
  close(): void;
}

/**
 *   element ─▶ splitter ─▶ one gain per channel ─▶ both ears
 *
 * Each leg is heard in both ears: a supervisor with one earpiece hears the whole call, and a leg can be turned
 * down or listened to alone.
 */
export function openMixer(element: HTMLMediaElement, channels: number): Mixer {
  const context = new AudioContext();
  const splitter = context.createChannelSplitter(channels);
  context.createMediaElementSource(element).connect(splitter);
  const gains = Array.from({ length: channels }, (_, channel) => {
    const gain = context.createGain();
    splitter.connect(gain, channel);
    gain.connect(context.destination);
    return gain;
  });
  return {
    set(volumes, solo) {
      void context.resume();
      for (const [channel, gain] of gains.entries()) {
        gain.gain.value = solo === null || solo === channel ? (volumes[channel] ?? 1) : 0;
      }
    },
    close() {
      void context.close();
    },
  };
}
