/** An installed model that speaks, as far as voices need to know it. */
export interface SpeakingModel {
  name: string;
  title: string;
  /** BCP 47 primary tags. */
  languages: readonly string[];
  speakers: readonly { id: string; sex: 'female' | 'male' | null }[];
}

/** Whatever turns text into speech with installed models. */
export interface Synthesiser {
  /** Those that can be used, the preferred first. */
  models(): SpeakingModel[];
  /**
   * One channel; samples may pass 1.
   * @throws errors that say why; the reason of `signal`
   */
  say(
    words: { model: string; speaker: string; text: string; language: string; speed: number },
    signal: AbortSignal,
  ): Promise<{ samples: Float32Array; sampleRateHz: number }>;
}
