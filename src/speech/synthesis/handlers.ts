import { EarshotError } from '../../errors.ts';
import type { ChildHandlers } from '../../lib/serve-child.ts';
import type { Delivery, VoiceConfig } from './config.ts';

/** What is used of sherpa-onnx-node. */
export interface SherpaVoices {
  OfflineTts: { createAsync(config: VoiceConfig): Promise<NativeVoice> };
}

interface NativeVoice {
  generateAsync(request: {
    text: string;
    generationConfig: Delivery;
    enableExternalBuffer: boolean;
  }): Promise<{ samples: Float32Array; sampleRate: number }>;
}

export interface SayRequest {
  config: VoiceConfig;
  text: string;
  delivery: Delivery;
}

export interface SayReply {
  /** One channel; full scale is 1, which a model may pass. */
  samples: Float32Array;
  sampleRateHz: number;
}

export function voiceHandlers(sherpa: SherpaVoices): ChildHandlers {
  let held: { key: string; voice: Promise<NativeVoice> } | undefined;

  function load(config: VoiceConfig): Promise<NativeVoice> {
    const key = JSON.stringify(config);
    if (held?.key !== key) held = { key, voice: create(sherpa, config) };
    return held.voice;
  }

  return {
    load: async (config: VoiceConfig) => {
      await load(config);
    },
    say: async ({ config, text, delivery }: SayRequest): Promise<SayReply> => {
      const voice = await load(config);
      try {
        const { samples, sampleRate } = await voice.generateAsync({
          text,
          generationConfig: delivery,
          enableExternalBuffer: false,
        });
        return { samples, sampleRateHz: sampleRate };
      } catch (cause) {
        throw new EarshotError('internal', { details: { reason: (cause as Error).message }, cause });
      }
    },
  };
}

async function create(sherpa: SherpaVoices, config: VoiceConfig): Promise<NativeVoice> {
  try {
    return await sherpa.OfflineTts.createAsync(config);
  } catch (cause) {
    throw new EarshotError('model_corrupt', { details: { reason: (cause as Error).message }, cause });
  }
}
