import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { entityFindings, mentionsIn } from '../src/analysis/findings/entities/entities.ts';
import { piiFindings } from '../src/analysis/findings/pii.ts';
import type { JudgedCall } from '../src/analysis/judged-call.ts';
import { addressParts } from '../src/analysis/text/address-parts.ts';
import { codesIn } from '../src/analysis/text/codes.ts';
import { hear } from '../src/analysis/text/hear.ts';
import type { Turn } from '../src/model/call.ts';
import type { Bench, Figure } from './bench.ts';
import { spokenAddress } from './spoken-address.ts';

/**
 * Finding personal data and reading addresses in other people's labelled text. The data lies beside the
 * checkout and is never part of it. Rules were written while looking at mistakes in the first half of the
 * addresses and of the written sentences (even lines): figures called "unseen" are of the odd lines. Card,
 * account and e-mail slots of multidogo were looked at as a whole; evi and nlu++ were not looked at.
 */
const dataFolder = process.env.PUBLIC_TEXT_DATA ?? path.join(import.meta.dirname, '../../shared/data');

export const bench: Bench = {
  name: 'public-text',
  title: 'Personal data and addresses in public labelled text',
  async run(report) {
    if (!existsSync(dataFolder)) {
      report({
        what: 'public data sets are not beside the checkout: nothing measured',
        value: 0,
        unit: 'sets',
      });
      return;
    }
    measureAddresses(report);
    measureWritten(report);
    measureTurns(report);
    measureHeard(report);
    measureBanking(report);
  },
};

type Report = (figure: Figure) => void;

function linesOf<Line>(file: string): Line[] {
  return readFileSync(path.join(dataFolder, file), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): Line => JSON.parse(line));
}

interface LabelledAddress {
  text: string;
  tokens: [string, string][];
}

function measureAddresses(report: Report): void {
  const all = linesOf<LabelledAddress>('usaddress/labelled-addresses.jsonl');
  const halves = [
    ['tuned on', all.filter((_, at) => at % 2 === 0)],
    ['unseen', all.filter((_, at) => at % 2 === 1)],
  ] as const;
  for (const spoken of [false, true]) {
    for (const [half, addresses] of halves) {
      const as = `usaddress, ${spoken ? 'spoken in lower case' : 'written'}, ${half}`;
      const labelled = addresses.map((one) => expectedParts(one, spoken));
      const read = labelled.map(({ text }) => addressParts(text));
      const share = (part: 'number' | 'street') => {
        const known = labelled
          .map((one, at) => [one[part], read[at]!] as const)
          .filter(([wanted]) => wanted !== null);
        const right = known.filter(
          ([wanted, got]) =>
            plain(part === 'number' ? got.number : (got.street?.text ?? null)) === plain(wanted),
        );
        return right.length / known.length;
      };
      report({
        what: `${as}: house numbers right`,
        value: share('number'),
        unit: 'of 1',
        bar: { atLeast: 0.95 },
      });
      report({ what: `${as}: streets right`, value: share('street'), unit: 'of 1', bar: { atLeast: 0.9 } });
    }
  }
}

/** The address as labelled, and as somebody would say it. */
function expectedParts({ text, tokens }: LabelledAddress, spoken: boolean) {
  const of = (label: RegExp) => {
    const words = tokens.filter(([, name]) => label.test(name)).map(([word]) => word);
    return words.length === 0 ? null : words.join(' ');
  };
  const number = of(/^AddressNumber/);
  const street = of(/^StreetName/);
  if (!spoken) return { text, number, street };
  return { text: spokenAddress(text), number, street: street && spokenAddress(street, { isStreet: true }) };
}

function plain(words: string | null): string | null {
  return words?.toLowerCase().replaceAll(/[^\p{L}\p{N}]/gu, '') ?? null;
}

/** Spans found against spans labelled: a find counts when it shares characters with a label of its type. */
class Tally {
  found = 0;
  labelled = 0;
  hits = 0;
  caught = 0;

  add(labels: readonly Span[], finds: readonly Span[]): void {
    const touches = (a: Span, b: Span) => a.start < b.end && b.start < a.end;
    this.labelled += labels.length;
    this.found += finds.length;
    this.caught += labels.filter((label) => finds.some((find) => touches(label, find))).length;
    this.hits += finds.filter((find) => labels.some((label) => touches(label, find))).length;
  }

  report(report: Report, what: string, bar?: Figure['bar']): void {
    const precision = this.found === 0 ? 0 : this.hits / this.found;
    const recall = this.labelled === 0 ? 0 : this.caught / this.labelled;
    const f1 = precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
    const shown = `P ${precision.toFixed(2)} R ${recall.toFixed(2)} n ${this.labelled}`;
    report({ what: `${what} (${shown})`, value: f1, unit: 'F1', ...(bar ? { bar } : {}) });
  }
}

interface Span {
  type: string;
  start: number;
  end: number;
}

const aim = { atLeast: 0.9 };
const presidioTypes: Record<string, string> = {
  PERSON: 'PERSON',
  STREET_ADDRESS: 'ADDRESS',
  PHONE_NUMBER: 'PHONE',
  CREDIT_CARD: 'CARD',
  US_SSN: 'SSN',
  EMAIL_ADDRESS: 'EMAIL',
};

function measureWritten(report: Report): void {
  const all = linesOf<{ text: string; spans: Span[] }>('presidio-pii/synth-v2.jsonl');
  for (const [half, remainder] of [
    ['tuned on', 0],
    ['unseen', 1],
  ] as const) {
    const lines = all.filter((_, at) => at % 2 === remainder);
    const found = lines.map(({ text }) => piiIn([text])[0]!);
    for (const [label, type] of Object.entries(presidioTypes)) {
      const tally = new Tally();
      lines.forEach(({ spans }, at) => {
        // A postcode by itself is labelled apart, and is an address here.
        const labels = spans.filter(
          (one) => one.type === label || (type === 'ADDRESS' && one.type === 'ZIP_CODE'),
        );
        tally.add(
          labels,
          found[at]!.filter((one) => one.type === type),
        );
      });
      tally.report(report, `presidio, written sentences, ${half}: ${type}`, aim);
    }
  }
}

const slotTypes: Record<string, string> = {
  name: 'PERSON',
  phone_number: 'PHONE',
  card_number: 'CARD',
  ssn: 'SSN',
  email_address: 'EMAIL',
  account_number: 'ACCOUNT',
  address: 'ADDRESS',
};
/** What the agent must have asked: only the customers' turns of these conversations are there. */
const questions: Record<string, string> = {
  PERSON: 'may i have your name please',
  PHONE: 'what is your phone number',
  CARD: 'what is the card number',
  SSN: 'what is your social security number',
  EMAIL: 'what is your email address',
  ACCOUNT: 'what is your account number',
  ADDRESS: 'what is your address',
};

/** Turns that hold a slot, and as many without any; with the question that was asked, and without. */
function measureTurns(report: Report): void {
  const all = linesOf<{ text: string; slots: (Span & { slot: string })[] }>(
    'multidogo/customer-turns-test.jsonl',
  );
  for (const asked of [false, true]) {
    for (const [slot, type] of Object.entries(slotTypes)) {
      const tally = new Tally();
      const lines = all.filter(({ slots }) => slots.some((one) => one.slot === slot));
      for (const { text, slots } of lines) {
        const finds = asked ? piiIn([questions[type]!, text])[1]! : piiIn([text])[0]!;
        tally.add(
          slots.filter((one) => one.slot === slot),
          finds.filter((one) => one.type === type),
        );
      }
      if (!asked) {
        for (const { text } of all.filter((one) => one.slots.length === 0))
          tally.add(
            [],
            piiIn([text])[0]!.filter((one) => one.type === type),
          );
      }
      const how = asked ? 'in answer to its question' : 'with no question, among all turns';
      tally.report(report, `multidogo, ${how}: ${type}`, asked ? aim : undefined);
    }
  }
}

function measureHeard(report: Report): void {
  const all = linesOf<{ item: string; attempt: number; asr: string; gold: string }>('evi/asr-slots-en.jsonl');
  const codes = all.filter((one) => one.item === 'postcode');
  const right = codes.filter(({ asr, gold }) => {
    const turn = hear(callOf([asr])).turns[0];
    return (
      turn !== undefined &&
      codesIn(turn)
        .map((code) => code.value)
        .join('') === gold.replaceAll(' ', '')
    );
  });
  report({
    what: `evi: postcodes read as meant (n ${codes.length}; the recogniser's own words)`,
    value: right.length / codes.length,
    unit: 'of 1',
  });
  const names = all.filter((one) => one.item === 'name' && one.attempt < 2);
  const found = names.filter(({ asr }) =>
    piiIn(['what is your full name', asr])[1]!.some((one) => one.type === 'PERSON'),
  );
  report({
    what: `evi: a name found where one was given (n ${names.length})`,
    value: found.length / names.length,
    unit: 'of 1',
  });
}

function measureBanking(report: Report): void {
  const all = linesOf<{ text: string; slots: Record<string, { span: [number, number] }> }>(
    'nlupp-banking/utterances.jsonl',
  );
  const types: [string, string[]][] = [
    ['person', ['person_name']],
    ['amount', ['amount_of_money']],
    ['organisation', ['company_name']],
    ['time', ['date', 'date_from', 'date_to', 'date_period', 'time', 'time_from', 'time_to', 'time_period']],
  ];
  const found = all.map(({ text }) => entitiesIn(text));
  for (const [type, slots] of types) {
    const tally = new Tally();
    all.forEach((one, at) => {
      const labels = slots.flatMap((slot): Span[] => {
        const labelled = one.slots[slot];
        return labelled ? [{ type, start: labelled.span[0], end: labelled.span[1] }] : [];
      });
      tally.add(
        labels,
        found[at]!.filter((find) => find.type === type),
      );
    });
    tally.report(report, `nlu++ banking: ${type}`);
  }
}

/** A call in which an agent asks, where there are two texts, and a customer speaks. */
function callOf(texts: readonly string[]): JudgedCall {
  const turns = texts.map((text, index): Turn => {
    const customer = index === texts.length - 1;
    const at = { startMs: index * 5000, endMs: index * 5000 + 4000 };
    return {
      index,
      leg: customer ? 1 : 0,
      role: customer ? 'customer' : 'agent',
      ...at,
      text,
      words: [],
      confidence: null,
    };
  });
  return { kind: 'contact-centre', durationMs: texts.length * 5000, legs: [], turns, metrics: null };
}

function piiIn(texts: readonly string[]): Span[][] {
  const call = callOf(texts);
  const findings = piiFindings(call, mentionsIn(call, hear(call)));
  return texts.map((_, turn) =>
    findings.filter((one) => one.turn === turn).map(({ type, chars }) => ({ type, ...chars! })),
  );
}

function entitiesIn(text: string): Span[] {
  const call = callOf([text]);
  return entityFindings(call, mentionsIn(call, hear(call))).map(({ type, chars }) => ({ type, ...chars! }));
}
