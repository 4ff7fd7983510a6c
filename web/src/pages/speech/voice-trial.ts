import type { VoiceOutline } from '../../../../src/model/voice.ts';

const sentences: Record<string, string> = {
  en: 'My husband fell down the stairs and he does not wake up.',
  es: 'Mi marido se ha caído por las escaleras y no se despierta.',
  fr: 'Mon mari est tombé dans les escaliers et il ne se réveille pas.',
  de: 'Mein Mann ist die Treppe hinuntergefallen und wacht nicht auf.',
};

/** The language a model is heard in: English where it has it, else its first. */
export function trialLanguage(languages: readonly string[]): string {
  return languages.includes('en') ? 'en' : (languages[0] ?? 'en');
}

/** Something to say in that language; empty where somebody has to write it. */
export function trialSentence(languages: readonly string[]): string {
  return sentences[trialLanguage(languages)] ?? '';
}

/** The speakers of one model, by their names in it. */
export function voicesOfModel(
  voices: readonly VoiceOutline[],
  model: string,
): { value: string; label: string }[] {
  const start = `sherpa-onnx:${model}:`;
  return voices
    .filter(({ id, available }) => available && id.startsWith(start))
    .map(({ id, title }) => ({ value: id, label: title.split(', ').slice(1).join(', ') || title }));
}
