/** Speech as an engine gives it: one channel, −1…1, at a rate of its own. */
export interface RawSpeech {
  samples: Float32Array;
  sampleRateHz: number;
}
