import { Document, isMap, isScalar, isSeq, visit } from 'yaml';
import type { z } from 'zod';
import { analyse } from '../../analysis/analyse.ts';
import type { JudgedCall } from '../../analysis/judged-call.ts';
import type { Pack } from '../../analysis/packs/pack.ts';
import type { Kind } from '../../model/call.ts';
import type { Finding } from '../../model/judgement.ts';
import type { ActBook } from '../acts.ts';
import type { ScenarioFormat } from '../scenario-format.ts';
import { exchangesOf } from './exchanges.ts';
import { identityFacts, type WrittenFacts } from './facts.ts';
import { inventorFor } from './invent.ts';
import { type Matter, matterOf } from './matter.ts';
import { type GivenWithCall, type Known, knownOf, vocabularyOf } from './originals.ts';
import { openQuestion } from './questions.ts';
import { emergencySteps, serviceSteps } from './steps.ts';

type Written = z.input<typeof ScenarioFormat>;

/** A scenario made of a real call in which nobody of that call is named. */
export interface Twin {
  id: string;
  title: string;
  yaml: string;
  known: Known;
  /** Turns of the caller of which something was left out, because it may say who somebody is. */
  leftOut: readonly number[];
}

/**
 * Makes a draft of a scenario of a call: its matter in the caller's own words as far as they name nobody, who and
 * where the caller is made up, times kept as they lay to each other. The same call and seed give the same draft.
 */
export function makeTwin(
  call: JudgedCall,
  seed: number,
  { pack, acts }: { pack: Pack; acts: ActBook },
  given?: GivenWithCall,
): Twin {
  const { kind } = pack.format;
  const known = knownOf({ ...call, kind }, pack, given);
  const { findings } = analyse({ ...call, kind }, [pack]);
  const inventor = inventorFor(known, seed);
  const identity = identityFacts(known, kind, inventor);
  const rewriting = { inventor, originals: known.originals, vocabulary: vocabularyOf(pack) };
  const matter = matterOf(known, exchangesOf(known, kind, acts.book), findings, rewriting, identity);
  const expected = expectedOf(kind, findings, pack);
  const id = `twin-${slug(expected?.incident ?? kind)}-${(seed % 9000) + 1000}`;
  const title = `Twin of a call: ${expected?.title ?? 'not known what about'}`;
  const written = scenarioOf({ id, title, seed, call, kind, identity, matter, expected });
  return { id, title, yaml: yamlOf(written), known, leftOut: matter.leftOut };
}

interface Expected {
  incident: string;
  priority?: NonNullable<Written['expected']['priority']>;
  title: string;
}

/** What the call was about, by the words of the pack; null when nothing tells it. */
function expectedOf(kind: Kind, findings: readonly Finding[], pack: Pack): Expected | null {
  const found = (of: string) => findings.find((one) => one.kind === of)?.type;
  const incident = found(kind === 'psap' ? 'incident' : 'intent');
  if (incident === undefined) return null;
  const title =
    pack.incidents?.rules.find(({ code }) => code === incident)?.title ??
    pack.notes?.intents.find((intent) => intent.id === incident)?.title ??
    incident;
  const priority = found('priority') as Expected['priority'];
  return { incident, title, ...(kind === 'psap' && priority ? { priority } : {}) };
}

interface Parts {
  id: string;
  title: string;
  seed: number;
  call: JudgedCall;
  kind: Kind;
  identity: WrittenFacts;
  matter: Matter;
  expected: Expected | null;
}

/** As it is written: without `expected` where nobody knows it, which the author is told as a mistake. */
function scenarioOf({ id, title, seed, call, kind, identity, matter, expected }: Parts): Partial<Written> {
  const isEmergency = kind === 'psap';
  const open = openQuestion[kind];
  const opening = matter.opening ?? (isEmergency ? 'Please, I need help.' : 'Hello, I need some help.');
  const complaint = {
    value: [opening, ...(matter.core ? [matter.core] : [])].join(' ').replace(/[.!?…]+$/, ''),
    title: 'what it is about',
    critical: true,
    ask: open.ask,
    asked: [...open.asked],
    says: [matter.core ?? opening],
  };
  const { events, told } = toldOf(matter, open, isEmergency ? mostEvents : 0);
  const facts: WrittenFacts = { matter: complaint, ...identity, ...matter.facts, ...told };
  const place = identity.address?.value ?? identity.account?.value ?? identity.name?.value ?? 'not known';
  return {
    id,
    version: 1,
    title,
    summary: `Made of a real call of ${minutes(call.durationMs)}. Names, numbers, places and dates are made up. Say here what it trains.`,
    kind,
    level: 3,
    seed,
    line: isEmergency ? 'emergency' : 'service',
    persons: {
      caller: {
        ...speakerOf(call, isEmergency),
        distress: distressOf(kind, expected),
        trust: 1,
      },
    },
    caller: 'caller',
    location: { truth: place },
    opening: { says: [opening], facts: ['matter'] },
    facts,
    events,
    ...(isEmergency ? emergencySteps(facts) : serviceSteps(facts)),
    ...(expected
      ? {
          expected: {
            incident: expected.incident,
            ...(expected.priority ? { priority: expected.priority } : {}),
          },
        }
      : {}),
    cad: {
      ...('phone' in facts ? { callback: 'phone' } : {}),
      narrative: Object.keys(facts).filter((one) => !(one in identity) || one === 'age'),
    },
    ending: { atS: Math.max(120, Math.ceil((call.durationMs * 1.5) / 10_000) * 10) },
  };
}

/** A child gives itself away by whom it speaks of. */
const ofChild = /\b(mommy|mommys|daddy|daddys)\b/i;

function speakerOf({ turns }: JudgedCall, isEmergency: boolean): { role: string; talk: string } {
  if (!isEmergency) return { role: 'customer', talk: 'customer' };
  const isChild = turns.some(({ role, text }) => role === 'customer' && ofChild.test(text));
  return isChild ? { role: 'child', talk: 'child' } : { role: 'caller', talk: 'caller' };
}

const changeFromMs = 60_000;
const mostEvents = 2;

/** Early told things come out by themselves; what came late in the call comes at its second, as something that happens. */
function toldOf(matter: Matter, open: { ask: string; asked: readonly string[] }, most: number) {
  const told: WrittenFacts = {};
  const events: NonNullable<Written['events']> = [];
  for (const { id, fact, atMs } of matter.volunteered) {
    if (atMs < changeFromMs || events.length >= most) {
      told[id] = fact;
      continue;
    }
    const event = `turn_${events.length + 1}`;
    told[id] = { ...fact, ask: open.ask, asked: [...open.asked], reveal: { events: [event] } };
    events.push({
      id: event,
      title: 'The caller tells something new',
      atS: Math.round(atMs / 1000),
      says: [...fact.says],
      facts: [id],
    });
  }
  return { told, events };
}

function distressOf(kind: Kind, expected: Expected | null): number {
  if (kind === 'contact-centre') return expected?.incident === 'complaint' ? 3.5 : 2;
  return expected?.priority === 'P0' ? 4 : expected?.priority === 'P1' ? 3 : 2;
}

function minutes(durationMs: number): string {
  const whole = Math.max(1, Math.round(durationMs / 60_000));
  return whole === 1 ? 'a minute' : `${whole} minutes`;
}

function slug(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '');
}

const inOneLine = /^(expected|ending|cad|opening|location|caller|must|should|critical|clocks|when|reveal)$/;
const quoted = /^(says|asked)$/;

/** Short things in one line, as in the scenarios that ship. */
function yamlOf(written: Partial<Written>): string {
  const document = new Document(written);
  document.commentBefore =
    ' Made of a real call. Names, numbers, places and dates are made up: look whether what is told could still be\n somebody, and change it if so.';
  visit(document, {
    Pair(_key, { key, value }) {
      const name = isScalar(key) ? String(key.value) : '';
      if (isMap(value) && inOneLine.test(name)) value.flow = true;
      if (!isSeq(value)) return;
      value.flow = !value.items.some(isMap);
      if (inOneLine.test(name)) for (const item of value.items) if (isMap(item)) item.flow = true;
      if (quoted.test(name)) for (const item of value.items) if (isScalar(item)) item.type = 'QUOTE_DOUBLE';
    },
  });
  return document.toString({ lineWidth: 0 });
}
