import { type EntityTurn, type Mention, sayings, textOf } from './entity.ts';

const number =
  '(?:(?:\\d+|zero|oh|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)(?: |\\b))+';
const letter = '(?:[a-z]|alpha|bravo|charlie|delta)';
const ordinal =
  '(?:ground|top|bottom|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\\d+ ?(?:st|nd|rd|th)|upper|lower|main|basement)';
const kinds =
  '(?:apartment|apt|unit|suite|ste|room|rm|building|bldg|lot|trailer|slip|space|number|cabin|bay|dorm|flat)';
const named = new RegExp(
  `\\b(?:building ${letter} )?${kinds} (?:number )?(?:${number}(?:[a-h]\\b)?|${letter}(?: ?${number})?\\b)`,
  'g',
);
const floor = new RegExp(`\\b(?:the )?${ordinal} floor\\b`, 'g');
const tower =
  /\b(?:the )?(?:north|south|east|west|left|right|back|front|upstairs|downstairs|end|corner|upper|lower) ?(?:hand )?(?:tower|wing|unit|apartment|door|building|one with the \w+)\b/g;
const notUnits =
  /\b(?:phone|account|claim|order|policy|confirmation|reference|case|ticket|tracking|room for|card|customer|member|call|serial|model|patrol|a|an|what|whole|best|good|that|your|my|the) number\b|\bnumber (?:one (?:thing|reason|priority)|\d{4,})/;

/** Flats, rooms, floors and buildings. */
export function units(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  for (const { from, to, groups } of sayings(turn, named)) {
    if (
      /^(?:lot|space|bay|slip|number)\b/.test(groups[0]) &&
      /^(?:a|the|that|every|some|your)$/.test(turn.tokens[from - 1]?.word ?? '')
    )
      continue;
    const words = groups[0].trim();
    if (/^(?:unit|room|space|number|lot|bay) a\b/.test(words)) continue;
    if (words.startsWith('number') && (isOtherNumber(turn, groups.index) || turn.kind !== 'psap')) continue;
    found.push({ type: 'unit', from, to, value: unitName(turn, from, to), confidence: 0.85 });
  }
  for (const { from, to, groups } of sayings(turn, floor))
    found.push({ type: 'unit', from, to, value: groups[0], confidence: 0.8 });
  for (const { from, to, groups } of sayings(turn, tower)) {
    if (turn.asked.has('unit') || turn.asked.has('address'))
      found.push({ type: 'unit', from, to, value: groups[0], confidence: 0.65 });
  }
  if (found.length === 0 && turn.kind === 'psap') found.push(...gluedUnits(turn));
  if (found.length === 0 && turn.asked.has('unit') && turn.role !== 'agent') found.push(...bareUnit(turn));
  return found;
}

function isOtherNumber(turn: EntityTurn, index: number): boolean {
  return notUnits.test(turn.said.slice(Math.max(0, index - 14), index + 22));
}

/** "4E" as written by itself: a flat, where the talk is of an emergency. */
function gluedUnits(turn: EntityTurn): Mention[] {
  return turn.numbers.flatMap((run): Mention[] => {
    const next = turn.tokens[run.to];
    if (!next || !/^[a-h]$/.test(next.word) || !/^\d{1,4}-?[A-H]$/.test(textOf(turn, run.from, run.to + 1)))
      return [];
    return [
      {
        type: 'unit',
        from: run.from,
        to: run.to + 1,
        value: unitName(turn, run.from, run.to + 1),
        confidence: 0.65,
      },
    ];
  });
}

/** "4F", "three c", "twelve" as an answer. */
function bareUnit(turn: EntityTurn): Mention[] {
  for (const run of turn.numbers) {
    if (run.digits.length > 4) continue;
    const next = turn.tokens[run.to];
    const lettered =
      next !== undefined &&
      /^[a-h]$/.test(next.word) &&
      (next.word !== 'a' ||
        turn.tokens[run.to + 1] === undefined ||
        next.start === turn.tokens[run.to - 1]!.end);
    if (!lettered && (turn.tokens.length > 4 || run.from > 2)) continue;
    const to = run.to + (lettered ? 1 : 0);
    return [{ type: 'unit', from: run.from, to, value: unitName(turn, run.from, to), confidence: 0.65 }];
  }
  return [];
}

const short: Record<string, string> = {
  apartment: 'Apt',
  apt: 'Apt',
  suite: 'Ste',
  ste: 'Ste',
  building: 'Bldg',
  bldg: 'Bldg',
  room: 'Room',
  rm: 'Room',
  unit: 'Unit',
  lot: 'Lot',
  number: 'No.',
};

function unitName(turn: EntityTurn, from: number, to: number): string {
  const parts: string[] = [];
  for (let at = from; at < to; ) {
    const run = turn.numberAt.get(at);
    const word = turn.tokens[at]!.word;
    if (run && run.to <= to) parts.push(run.digits);
    else if (word.length === 1 && /^\d+$/.test(parts.at(-1) ?? ''))
      parts.push(`${parts.pop()}${word.toUpperCase()}`);
    else parts.push(short[word] ?? (word.length === 1 ? word.toUpperCase() : word));
    at = run && run.to <= to ? run.to : at + 1;
  }
  return parts.join(' ');
}
