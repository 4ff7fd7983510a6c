import { z } from 'zod';
import type { Finding } from '../../../model/judgement.ts';
import { agrees, corrects } from '../../text/agreement.ts';
import type { HeardTurn } from '../../text/hear.ts';
import { isProper } from '../../text/match.ts';
import { type Place, placeInAnswer, placesIn, speaksOfPlace } from '../../text/places.ts';
import { withinSlip } from '../../text/slips.ts';
import { countedHits, type Hearing, type Hit, wholeTurn } from '../observed.ts';
import { type Phrases, saidIn } from '../phrases.ts';
import { searchedFor, verb } from '../verb.ts';
import { isBy, lookIn, Speaker, Window } from '../window.ts';

const Spec = z.strictObject({
  place: z
    .enum(['said', 'numbered', 'unasked', 'saidBack'])
    .describe(
      'a place is named; with a house or marker number; before anybody asked; said back and agreed to',
    ),
  of: Speaker.default('caller_side'),
  askedBy: z.array(z.string().min(1)).min(1).describe('phrases with which a place is asked for'),
  in: z.union([z.string(), Window]).optional(),
  seeks: z.string().optional(),
});
type Spec = z.infer<typeof Spec>;

interface NamedPlace {
  /** The caller's turn: the one that names it, or that agrees to it. */
  turn: HeardTurn;
  place: Place;
  /** The call taker's turn that named it first, from the screen, when the caller only agreed. */
  shown?: HeardTurn;
}

/** Where help is needed: whether the caller's side named a place, and whether both sides verified it. */
export const place = verb<Spec>({
  schema: Spec,
  compile(spec, compiler) {
    const question = compiler.phrases(spec.askedBy);
    const window = compiler.window(spec.in);
    const soughtFor = compiler.sought(spec.seeks ?? 'a place');
    return (hearing) => {
      const looked = lookIn(hearing, spec.place === 'saidBack' ? 'agent' : spec.of, window);
      const named = placesNamed(hearing, spec.of, question).filter(
        ({ turn }) => spec.place === 'saidBack' || looked.turns.includes(turn),
      );
      const hits = hitsFor(spec, named, hearing, question);
      return countedHits(
        hits,
        1,
        searchedFor(looked, soughtFor, spec.place === 'saidBack' ? undefined : question),
      );
    };
  },
});

function hitsFor(spec: Spec, named: NamedPlace[], hearing: Hearing, question: Phrases): Hit[] {
  const toHit = ({ turn, place }: NamedPlace): Hit => ({ turn, from: place.from, to: place.to });
  switch (spec.place) {
    case 'said':
      return named.map(toHit);
    case 'numbered':
      return named.filter((one) => one.place.digits !== null).map(toHit);
    case 'unasked': {
      const firstAsked = hearing.call.turns.find(
        (turn) => turn.role === 'agent' && saidIn(question, turn, hearing.call),
      );
      return named.filter((one) => !firstAsked || one.turn.startMs < firstAsked.startMs).map(toHit);
    }
    case 'saidBack':
      return named.flatMap((one) => saidBack(one, hearing, spec.of));
  }
}

const unknown = /\b(do not know|not sure|no idea|not telling|not going to tell|can not tell)\b/;
const answersWithin = 3;

/** Every place the caller's side names: by a kind of road or a marker anywhere, by a bare name in answer to the question. */
function placesNamed(hearing: Hearing, side: Speaker, question: Phrases): NamedPlace[] {
  const { turns } = hearing.call;
  const named: NamedPlace[] = [];
  turns.forEach((turn, at) => {
    if (!isBy(turn, side)) return;
    const roads = placesIn(turn);
    const before = turns.slice(Math.max(0, at - answersWithin), at);
    const asked = before.some((one) => one.role === 'agent' && saidIn(question, one, hearing.call));
    const answer = asked && !(unknown.test(turn.said) && roads.length === 0) ? placeInAnswer(turn) : roads[0];
    const place = answer ?? placeNoticed(turn, hearing.findings);
    if (place) named.push({ turn, place });
    const shown = before.at(-1);
    const shownPlace =
      shown && !place && shown.role === 'agent' && agrees(turn) ? placeShown(shown) : undefined;
    if (shown && shownPlace)
      named.push({ turn, place: { ...shownPlace, from: 0, to: turn.tokens.length }, shown });
  });
  return named;
}

const placeTypes: ReadonlySet<string> = new Set(['address', 'cross_street', 'landmark']);

/** A place that analysis noticed in a turn: "behind the church", "the boat ramp". */
function placeNoticed(turn: HeardTurn, findings: readonly Finding[]): Place | undefined {
  const found = findings.find(
    (one) => one.kind === 'entity' && placeTypes.has(one.type) && one.turn === turn.index && one.chars,
  );
  if (!found?.chars) return undefined;
  const { start, end } = found.chars;
  const inside = turn.tokens.filter((token) => token.start >= start && token.end <= end);
  const [first] = inside;
  if (!first) return undefined;
  const from = turn.tokens.indexOf(first);
  const to = from + inside.length;
  const run = turn.numbers.find((one) => one.from >= from && one.to <= to && one.digits.length > 1);
  return { from, to, digits: run?.digits ?? null, names: inside.filter(isProper).map(({ word }) => word) };
}

const showing =
  /\b((showing|show|have|got|see) you (at|on|near|by|in)|are you (at|on|near|by|in)|(is that|that) you|(ping|hit|location) (on|at|near|of))\b/;

/** A place the call taker reads from the screen and asks about: "I'm showing you on Maple and Third, is that you?" */
function placeShown(turn: HeardTurn): Place | undefined {
  const [road] = placesIn(turn);
  if (road && turn.questions.length > 0) return road;
  return showing.test(turn.said) ? placeInAnswer(turn) : undefined;
}

const backWithin = 14;

/** The agent says the place back, and the next words of the other side agree, put it right or add to it. */
function saidBack(one: NamedPlace, hearing: Hearing, side: Speaker): Hit[] {
  const { turns } = hearing.call;
  if (one.shown) return [wholeTurn(one.shown), wholeTurn(one.turn)];
  const at = one.turn.place;
  for (let i = at + 1; i < turns.length && i <= at + backWithin; i++) {
    const turn = turns[i]!;
    if (turn.role !== 'agent') {
      if (
        isBy(turn, side) &&
        repeats(one.place, turn) &&
        turns.slice(at + 1, i).some((t) => t.role === 'agent')
      ) {
        return [wholeTurn(one.turn), wholeTurn(turn)];
      }
      continue;
    }
    const position = positionOfEcho(one.place, turn);
    if (position < 0 || isInsideWhQuestion(turn, position)) continue;
    const reply = turns.slice(i + 1, i + 3).find((next) => isBy(next, side));
    if (
      reply &&
      (accepts(reply, turn, position) || repeats(one.place, reply) || namesAgain(one.place, reply))
    )
      return [wholeTurn(one.turn), wholeTurn(turn), wholeTurn(reply)];
  }
  return [];
}

const confirming = /\b(right|correct|is that|is it|did i get|do i have|have i got)\b/;

/**
 * A yes, a correction, or the choice between two. Where another question came after the place ("Oak Street. Is
 * there a gate?"), a bare yes may answer that one, so the answer must speak of the place.
 */
function accepts(reply: HeardTurn, echo: HeardTurn, position: number): boolean {
  const choice = echo.tokens.some((token, at) => token.word === 'or' && at > position);
  const chosen = reply.tokens.slice(0, 3).some((token) => echo.tokens.some((one) => one.stem === token.stem));
  if (choice && chosen) return true;
  const next = echo.questions.find((start) => start > position);
  const rest = echo.tokens
    .slice(next ?? echo.tokens.length)
    .map((token) => token.word)
    .join(' ');
  const isOpen = openQuestion.test(rest) && agrees(reply);
  if (next !== undefined && !confirming.test(rest) && !isOpen) return speaksOfPlace(reply);
  return agrees(reply) || corrects(reply) || (askedForFault.test(echo.said) && /^no\b/.test(reply.said));
}

/** A yes is no answer to these, so it answers what was said before them. */
const openQuestion = /^(and |so |okay )*(how|what|who|when|why)\b/;
/** "correct me if that is off": a no agrees. */
const askedForFault = /\b(correct me if|tell me if|is (that|any of that) (off|wrong)|stop me if)\b/;

const openingWords = 5;

/** "Harrow Falls, yes": the answer begins with a name of the place. */
function namesAgain(place: Place, reply: HeardTurn): boolean {
  const opening = reply.tokens.slice(0, openingWords);
  return opening.some((token) => isProper(token) && place.names.includes(token.word));
}

function repeats(place: Place, turn: HeardTurn): boolean {
  return (
    place.digits !== null &&
    place.digits.length > 1 &&
    turn.numbers.some((run) => sameNumber(run.digits, place.digits!))
  );
}

/** The same number, or one said twice or run into the next by the recogniser. */
function sameNumber(a: string, b: string): boolean {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  return short === long || (short.length >= 3 && long.startsWith(short));
}

/** Where the turn says the place: by its number when it has one, else by a name of it. -1 when it does not. */
function positionOfEcho(place: Place, turn: HeardTurn): number {
  if (place.digits !== null && place.digits.length > 1) {
    return turn.numbers.find((run) => sameNumber(run.digits, place.digits!))?.from ?? -1;
  }
  return turn.tokens.findIndex((token) =>
    place.names.some(
      (name) =>
        name.length > 2 &&
        (token.word === name || withinSlip(name, token.word)) &&
        (isProper(token) || place.names.length > 1),
    ),
  );
}

/** "what's the number on Cobble Hill Road" asks for more; it does not verify. */
function isInsideWhQuestion(turn: HeardTurn, position: number): boolean {
  return turn.questions.some((start) => {
    const sentence = turn.tokens[start]!.sentence;
    const opening = turn.tokens
      .slice(start, start + 3)
      .some((token) => /^(what|which|where|how)$/.test(token.word));
    return opening && start <= position && turn.tokens[position]!.sentence === sentence;
  });
}
