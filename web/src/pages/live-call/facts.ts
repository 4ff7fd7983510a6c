import type { Finding } from '../../../../src/model/judgement.ts';
import type { LiveDetail } from '../../../../src/model/live.ts';
import { wordsOfCode } from '../../words.ts';

/** Something that must be known of a call, with the turn it comes from. */
export interface Fact {
  id: string;
  title: string;
  /** Null while it is not known. */
  value: string | null;
  turn: number | null;
  /** What is known of the value beyond it, in words. */
  note: { text: string; tone: 'good' | 'fair' | 'none' } | null;
}

/** The criteria of the forms that come with Earshot that ask whether it was said back and agreed to. */
const checkedBy = { place: ['B3', 'location_verified'], number: ['B5', 'callback'] };

export function factsOf(call: LiveDetail): Fact[] {
  return call.kind === 'contact-centre' ? contactFacts(call) : emergencyFacts(call);
}

function emergencyFacts(call: LiveDetail): Fact[] {
  const place = address(call) ?? lastSaid(call, 'cross_street') ?? lastSaid(call, 'landmark') ?? null;
  return [
    fact('location', 'Location', place, place && verified(call, checkedBy.place)),
    incidentFact(call),
    fact('callback', 'Call back', lastSaid(call, 'phone'), verified(call, checkedBy.number)),
    dangerFact(call, { id: 'weapons', title: 'Weapons', entities: ['weapon'], risks: weaponRisks }),
    dangerFact(call, { id: 'hurt', title: 'People hurt', entities: ['injury'], risks: harmRisks }),
  ];
}

function contactFacts(call: LiveDetail): Fact[] {
  const why = call.findings.find(({ kind }) => kind === 'intent');
  const complaint = call.findings.find(({ kind }) => kind === 'complaint');
  const grave = complaint?.value === 'high';
  return [
    {
      id: 'intent',
      title: 'Why they call',
      value: why ? wordsOfCode(why.type) : null,
      turn: why?.turn ?? null,
      note: null,
    },
    fact('customer', 'Customer', customer(call), null),
    fact('account', 'Account', lastSaid(call, 'account'), null),
    fact('callback', 'Call back', lastSaid(call, 'phone'), null),
    {
      id: 'complaint',
      title: 'Complaint',
      value: complaint ? wordsOfCode(complaint.type) : null,
      turn: complaint?.turn ?? null,
      note: grave ? { text: 'grave', tone: 'fair' } : null,
    },
  ];
}

function fact(id: string, title: string, found: Finding | null, note: Fact['note']): Fact {
  return { id, title, value: found?.value ?? null, turn: found?.turn ?? null, note: found ? note : null };
}

/** The address said last; "Tansy Street, okay" after "512 Tansy Street" takes no number away. */
function address(call: LiveDetail): Finding | null {
  const last = lastSaid(call, 'address');
  const words = last?.value?.toLowerCase().split(' ') ?? [];
  const whole = call.findings.findLast(({ kind, type, value, status }) => {
    if (kind !== 'entity' || type !== 'address' || value === null || status === 'denied') return false;
    const known = value.toLowerCase().split(' ');
    return /^\d/.test(value) && words.every((word) => known.includes(word));
  });
  return whole ?? last;
}

/**
 * The name the customer said last, whole when it was said whole, else one the agent called them by. Whoever answers
 * begins with their own name.
 */
function customer(call: LiveDetail): Finding | null {
  const ofAgent = wordsOf(call.agent);
  const greeting = call.turns.findIndex(({ role }) => role === 'agent');
  const said = (by: 'agent' | 'customer') =>
    call.findings.filter(
      ({ kind, type, value, status, turn }) =>
        kind === 'entity' &&
        type === 'person' &&
        status !== 'denied' &&
        turn !== null &&
        (call.turns[turn]?.role === 'agent' ? 'agent' : 'customer') === by &&
        !wordsOf(value).every((word) => ofAgent.includes(word)),
    );
  const own = said('customer');
  const names = own.length > 0 ? own : said('agent').filter(({ turn }) => turn !== greeting);
  const last = wordsOf(names.at(-1)?.value ?? null);
  const same = names.filter(({ value }) => last.every((word) => wordsOf(value).includes(word)));
  return same.toSorted((a, b) => wordsOf(a.value).length - wordsOf(b.value).length).at(-1) ?? null;
}

const wordsOf = (text: string | null) => text?.toLowerCase().split(/\s+/) ?? [];

/** What was said last of this type and not taken back. */
function lastSaid({ findings }: LiveDetail, type: string): Finding | null {
  return (
    findings.findLast(
      (one) => one.kind === 'entity' && one.type === type && one.value !== null && one.status !== 'denied',
    ) ?? null
  );
}

function verified({ evaluation }: LiveDetail, criteria: string[]): Fact['note'] {
  const mark = evaluation?.marks.find(({ criterionId }) => criteria.includes(criterionId));
  if (!mark) return null;
  return mark.answer === 'yes'
    ? { text: 'verified', tone: 'good' }
    : { text: 'not verified yet', tone: 'fair' };
}

function incidentFact({ incident, findings }: LiveDetail): Fact {
  const found = findings.find(({ kind }) => kind === 'incident');
  const priority = incident?.priority ?? null;
  return {
    id: 'incident',
    title: 'Nature and priority',
    value: incident?.title ?? null,
    turn: found?.turn ?? null,
    note: priority === null ? null : { text: `priority ${priority}`, tone: 'none' },
  };
}

const weaponRisks = new Set(['weapon_firearm', 'weapon_other', 'shooting', 'stabbing', 'bomb']);
const harmRisks = new Set([
  'shooting',
  'stabbing',
  'not_breathing',
  'unconscious',
  'cardiac',
  'bleeding',
  'overdose',
  'choking',
  'drowning',
]);

interface Danger {
  id: string;
  title: string;
  entities: string[];
  risks: Set<string>;
}

/** Said, else denied, else at least asked about: an answer that was not given is not shown as "none". */
function dangerFact({ findings }: LiveDetail, { id, title, entities, risks }: Danger): Fact {
  const about = findings.filter(
    ({ kind, type }) =>
      (kind === 'entity' && entities.includes(type)) || (kind === 'risk' && risks.has(type)),
  );
  const said = about.filter(({ kind, status }) =>
    kind === 'entity' ? status !== 'denied' : status === 'asserted',
  );
  const first = said[0];
  if (first) {
    const names = said.map((one) => one.value ?? wordsOfCode(one.type).toLowerCase());
    return { id, title, value: [...new Set(names)].slice(0, 4).join(', '), turn: first.turn, note: null };
  }
  const denied = about.find(({ status }) => status === 'denied');
  if (denied) return { id, title, value: 'None, it was said', turn: denied.turn, note: null };
  const asked = about.find(({ status }) => status === 'asked');
  return {
    id,
    title,
    value: null,
    turn: asked?.turn ?? null,
    note: asked ? { text: 'asked', tone: 'none' } : null,
  };
}
