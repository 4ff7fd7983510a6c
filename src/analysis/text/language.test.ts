import { expect, test } from 'vitest';
import { guessLanguage } from './language.ts';

test('English is known, written and as a recogniser writes it', () => {
  expect(
    guessLanguage(['nine one one what is the address of your emergency my husband is on the floor']).language,
  ).toBe('en');
});

test('other languages are told apart by their small words', () => {
  expect(
    guessLanguage(['por favor ayuda mi casa está en la calle segunda y no sé qué hacer con mi esposo'])
      .language,
  ).toBe('es');
  expect(
    guessLanguage(['bonjour je ne suis pas chez moi et il y a le feu dans la maison de ma mère']).language,
  ).toBe('fr');
  expect(
    guessLanguage(['guten tag ich habe ein problem mit der rechnung und ich bin nicht zufrieden']).language,
  ).toBe('de');
});

test('writing of another script is of no known language', () => {
  expect(
    guessLanguage(['помогите пожалуйста в моём доме пожар и мой муж не может выйти на улицу']).language,
  ).toBe('und');
});

test('too few words say nothing', () => {
  expect(guessLanguage(['hola', 'sí']).language).toBeNull();
});
