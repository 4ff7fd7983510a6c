import { EarshotError, toEarshotError } from '../../errors.ts';
import type { VoiceOutline } from '../../model/voice.ts';
import { isMansVoice } from '../manner.ts';
import type { RawSpeech } from '../raw-speech.ts';
import { shiftPitch } from '../sound/pitch.ts';
import type { SpeakingModel } from '../synthesiser.ts';
import type { Persona, VoiceDeps, VoiceEngine } from '../voice.ts';

/**
 * The speakers of installed sherpa-onnx models: people's voices, in a process that stays warm. None of these models
 * can be told a pitch, so a line is made slower or faster and then played so that both come out right.
 *
 *   sherpa-onnx                         the speaker that fits
 *   sherpa-onnx:<model>:<speaker>       always that one
 */
const name = 'sherpa-onnx';
const howToHaveIt = 'Install a model for voices on the page Speech (earshot models pull supertonic-3-int8).';
/** Twice what a telephone passes: what is done to a line of 6 s takes 43 ms then, and at a model's 44.1 kHz 109 ms. */
const enoughHz = 16_000;
const sexes = { female: ', woman', male: ', man' };

interface Speaking {
  model: SpeakingModel;
  speaker: SpeakingModel['speakers'][number];
}

export function openSherpaVoices({ synthesiser }: Pick<VoiceDeps, 'synthesiser'>): VoiceEngine {
  const models = () => synthesiser?.models() ?? [];

  function find(voice: string): Speaking | null {
    const speaking = models().flatMap((model) => model.speakers.map((speaker) => ({ model, speaker })));
    return speaking.find((one) => idOf(one) === voice) ?? null;
  }

  return {
    name,
    async outlines() {
      const problem = models().length > 0 ? null : howToHaveIt;
      const fitting = { id: name, title: 'Natural voices, the one that fits', language: '*' };
      return [
        { ...fitting, engine: name, available: problem === null, problem },
        ...models().flatMap((model) => model.speakers.map((speaker) => outline({ model, speaker }))),
      ];
    },
    async fitting(persona, language) {
      const found = whoFits(
        persona,
        models().filter((model) => speaks(model, language)),
      );
      return found && idOf(found);
    },
    async speaks(voice, language) {
      const found = find(voice);
      return found !== null && speaks(found.model, language);
    },
    async say(voice, { text, language, prosody: { rate, pitch } }, signal) {
      const found = find(voice);
      if (!synthesiser || !found)
        throw new EarshotError('voice_unavailable', { details: { voice, problem: howToHaveIt } });
      const words = {
        model: found.model.name,
        speaker: found.speaker.id,
        text,
        language,
        speed: rate / pitch,
      };
      const made = await synthesiser.say(words, signal).catch((thrown) => {
        throw signal.aborted ? thrown : asVoiceFault(thrown, found.model.name);
      });
      return within(shiftPitch(within(made, found.model.name), pitch, enoughHz), found.model.name);
    },
    [Symbol.asyncDispose]: async () => {},
  };
}

function idOf({ model, speaker }: Speaking): string {
  return `${name}:${model.name}:${speaker.id}`;
}

function outline({ model, speaker }: Speaking): VoiceOutline {
  const [only, ...others] = model.languages;
  return {
    id: idOf({ model, speaker }),
    title: `${model.title.split(':')[0]}, ${called(speaker.id)}${speaker.sex ? sexes[speaker.sex] : ''}`,
    engine: name,
    language: only !== undefined && others.length === 0 ? only : '*',
    available: true,
    problem: null,
  };
}

/** Speakers without a name have only their number. */
function called(id: string): string {
  return /^\d+$/.test(id) ? `speaker ${id}` : id;
}

function speaks({ languages }: SpeakingModel, language: string): boolean {
  return languages.includes(language.toLowerCase().split('-')[0] as string);
}

/**
 * Whoever has the sex of this person in the first model that has somebody, else somebody of whom it is not known, else
 * anybody. People of different ages get different speakers, the same person always the same.
 */
function whoFits(persona: Persona, models: readonly SpeakingModel[]): Speaking | null {
  const sex = isMansVoice(persona) ? 'male' : 'female';
  const rightly = (speaker: Speaking['speaker']) => speaker.sex === sex;
  const perhaps = (speaker: Speaking['speaker']) => speaker.sex === null;
  for (const isRight of [rightly, perhaps, () => true]) {
    for (const model of models) {
      const speakers = model.speakers.filter(isRight);
      const speaker = speakers[Math.floor(persona.age ?? 0) % speakers.length];
      if (speaker) return { model, speaker };
    }
  }
  return null;
}

/** Not louder than full scale. @throws voice_failed where there is no sound, or none that could be one */
function within({ samples, sampleRateHz }: RawSpeech, model: string): RawSpeech {
  const peak = samples.reduce((most, sample) => Math.max(most, Math.abs(sample)), 0);
  if (!(peak > 0 && peak < Number.POSITIVE_INFINITY) || !(sampleRateHz > 0))
    throw new EarshotError('voice_failed', { details: { program: name, model, how: 'gave no sound' } });
  return { samples: peak > 1 ? samples.map((sample) => sample / peak) : samples, sampleRateHz };
}

function asVoiceFault(thrown: unknown, model: string): EarshotError {
  const error = toEarshotError(thrown);
  if (error.code === 'child_timeout') return error;
  const details = { ...error.details, program: name, model, how: error.code };
  return new EarshotError('voice_failed', { details, cause: thrown });
}
