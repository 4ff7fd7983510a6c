import type { VoiceOutline } from '../../../../src/model/voice.ts';

interface VoiceChoice {
  value: string;
  label: string;
  disabled: boolean;
}

/** Voices as they are chosen from: those that can be had first, in the server's order. */
export function voiceChoices(voices: readonly VoiceOutline[]): VoiceChoice[] {
  const choices = voices.map(({ id, title, language, available }) => ({
    value: id,
    label:
      language === '' || language === '*' || language.startsWith('en') ? title : `${title} (${language})`,
    disabled: !available,
  }));
  return [...choices.filter(({ disabled }) => !disabled), ...choices.filter(({ disabled }) => disabled)];
}
