import type { z } from 'zod';
import type { MentionType } from '../../analysis/findings/entities/entities.ts';
import type { Kind } from '../../model/call.ts';
import type { ScenarioFormat } from '../scenario-format.ts';
import type { Inventor } from './invent.ts';
import type { Known } from './originals.ts';
import { identityQuestions, type KnownQuestion } from './questions.ts';

type FactText = z.input<typeof ScenarioFormat>['facts'][string];
/** A fact as it is written. */
export type WrittenFact = FactText & { says: string[] };
export type WrittenFacts = Record<string, WrittenFact>;

/** Who and where the caller is, made up: what the call itself named, and what every call of its kind is asked. */
export function identityFacts(known: Known, kind: Kind, inventor: Inventor): WrittenFacts {
  const said = (type: MentionType) => valuesOf(known, type);
  const facts: WrittenFacts = {};
  const add = (id: string, value: string | null, more: Partial<WrittenFact> = {}, says?: string[]) => {
    const question = identityQuestions[kind].find((one) => one.id === id);
    if (value === null || !question) return;
    const { title, asked, ask, critical } = question;
    facts[id] = {
      value,
      title,
      ...(critical ? { critical } : {}),
      ask,
      asked: [...asked],
      ...more,
      says: says ?? [`${value}.`, `It's ${value}.`],
    };
  };
  const isEmergency = kind === 'psap';
  add('name', nameOf(known, inventor));
  if (isEmergency || said('address').length > 0) add('address', inventor.address(addressForm(known)));
  const [unit] = said('unit');
  const flat = unit === undefined ? null : `unit ${inventor.code(codeOf(unit))}`;
  add('unit', flat, { reveal: { facts: ['address'] } }, flat === null ? [] : [`It's ${flat}.`]);
  const [phone] = said('phone').filter((one) => /\d{7}/.test(one.replaceAll(/\D/g, '')));
  if (isEmergency || phone) add('phone', inventor.phone((phone ?? '5550000').replaceAll(/\D/g, '')));
  const [account] = said('account');
  if (account) add('account', inventor.code(account), {}, lettersApart(inventor.code(account)));
  const [birth] = said('birth');
  if (birth) add('birth', inventor.birthDate(yearIn(birth)));
  if (said('email').length > 0) add('email', inventor.email());
  if (said('pin').length + said('ssn').length > 0) add('secret', inventor.code('0000'));
  const [age] = agesOf(known);
  if (age) add('age', ageWords(age, inventor));
  return facts;
}

function lettersApart(code: string): string[] {
  return [`It's ${code}.`];
}

function valuesOf({ mentions }: Known, type: MentionType): string[] {
  return mentions.flatMap(({ mentions: found }) =>
    found.filter((one) => one.type === type).map(({ value }) => value),
  );
}

/** The caller's own name where it can be told: what the caller says when asked, or else any name with two parts. */
function nameOf(known: Known, inventor: Inventor): string {
  const named = known.mentions.flatMap(({ turn, mentions }) =>
    mentions
      .filter((one) => one.type === 'person' && turn.role !== 'other')
      .map((one) => ({
        words: turn.tokens
          .slice(one.from, one.to)
          .map(({ word }) => word)
          .filter((word) => word.length > 1),
        points: (turn.asked.has('name') ? 2 : 0) + (turn.role === 'customer' ? 1 : 0),
      })),
  );
  const own = named
    .filter(({ words, points }) => words.length > 0 && words.length <= 3 && points >= 2)
    .sort((a, b) => b.points - a.points || b.words.length - a.words.length)[0];
  const words = own?.words.filter((word) => !/^(mr|mrs|ms|miss|mister|doctor)$/.test(word)) ?? [];
  const parts = words.length >= 2 ? [words[0]!, words.at(-1)!] : [words[0] ?? 'given', 'family'];
  return inventor.person(parts, false);
}

const roads: Record<string, string> = {
  st: 'Street',
  ave: 'Avenue',
  rd: 'Road',
  ln: 'Lane',
  dr: 'Drive',
  ct: 'Court',
  pl: 'Place',
  blvd: 'Boulevard',
};
const kindsOfRoad =
  /^(street|avenue|road|lane|drive|court|boulevard|terrace|trail|circle|parkway|st|ave|rd|ln|dr|ct|pl|blvd)$/i;

function addressForm(known: Known): { digits: string; kind: string } {
  const values = valuesOf(known, 'address');
  const numbered = values.find((value) => /^\d{1,5} /.test(value)) ?? values[0] ?? '';
  const kind = numbered.split(' ').findLast((word) => kindsOfRoad.test(word)) ?? 'Street';
  const full = roads[kind.toLowerCase()] ?? kind.charAt(0).toUpperCase() + kind.slice(1).toLowerCase();
  return { digits: /^\d+/.exec(numbered)?.[0] ?? '000', kind: full };
}

function codeOf(unit: string): string {
  return /\d+ ?[a-z]?$|\b[a-z]$/i.exec(unit)?.[0]?.replaceAll(' ', '') ?? '0';
}

function yearIn(birth: string): number | null {
  const year = /\b(19|20)\d\d\b/.exec(birth)?.[0];
  return year === undefined ? null : Number(year);
}

function agesOf(known: Known): string[] {
  return known.mentions.flatMap(({ turn, mentions }) =>
    turn.role === 'agent'
      ? []
      : mentions.filter(({ type, value }) => type === 'age' && /^\d/.test(value)).map(({ value }) => value),
  );
}

function ageWords(age: string, inventor: Inventor): string {
  const number = Number.parseInt(age, 10);
  return /month|week/.test(age)
    ? `${inventor.ageInMonths(number)} months old`
    : `${inventor.age(number)} years old`;
}

/** A fact whose answer is the caller's own words. */
export function matterFact(
  question: Pick<KnownQuestion, 'title' | 'asked' | 'ask' | 'critical'>,
  line: string,
): WrittenFact {
  const { title, asked, ask, critical } = question;
  return {
    value: bareValue(line, title),
    title,
    ...(critical ? { critical } : {}),
    ask,
    asked: [...asked],
    says: [line],
  };
}

const shortAnswerWords = 2;

/** The line without its stop; a bare yes or no with what it answers. */
export function bareValue(line: string, title: string): string {
  const bare = line.replace(/[.!?…]+$/, '');
  return bare.split(/\s+/).length <= shortAnswerWords ? `${title}: ${bare.toLowerCase()}` : bare;
}
