import { type EntityTurn, type Mention, sayings } from './entity.ts';

const number =
  '(?:\\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|ninety)';
const numbers = `${number}(?:(?: (?:or|to|maybe|and))? ${number})*`;
const hour = '(?:1[0-2]|[1-9]|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)';
const minute =
  '(?:oh (?:one|two|three|four|five|six|seven|eight|nine)|ten|fifteen|twenty|thirty|forty|fifty|(?:twenty|thirty|forty|fifty) (?:one|two|three|four|five|six|seven|eight|nine)|[0-5]\\d)';
const half = '(?:a m|p m|am|pm|in the (?:morning|afternoon|evening)|at night|oclock)';
const unit = '(?:seconds?|minutes?|mins?|hours?|days?|weeks?|months?|years?)';
const clock = `(?:half past ${hour}|(?:a )?quarter (?:to|past|after|till|until|of) ${hour}|(?:five|ten|twenty|twenty five|5|10|20|25|\\d+) (?:minutes )?(?:to|past|after|till|until) (?:${hour}(?! (?:business )?${unit})(?= in the| a m| p m| am| pm| oclock| tonight|$| \\|)|midnight|noon)|(?:\\d?\\d:\\d\\d)(?: ${half})?|${hour}(?: ${minute})?(?: ${half})|noon|midnight)`;
const dayName = '(?:mon|tues|wednes|thurs|fri|satur|sun)day';
const month = '(?:january|february|march|april|june|july|august|september|october|november|december)';
const ordinal =
  '(?:(?:twenty|thirty) (?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|thirteenth|fourteenth|fifteenth|sixteenth|seventeenth|eighteenth|nineteenth|twentieth|thirtieth|(?:\\d{1,2}|one|two|three|four|five|six|seven|eight|nine) ?(?:st|nd|rd|th))';
const partOfDay = '(?:morning|afternoon|evening|night|noon|midday|lunchtime|lunch)';
const day = `(?:(?:last|this|next|on|late|early)? ?${dayName}(?: ${partOfDay})?|(?:day (?:before|after) )?(?:yesterday|tomorrow)(?: ${partOfDay})?|today|tonight|(?:last|this|next) (?:night|morning|afternoon|evening|week|weekend|month|year|spring|summer|fall|winter))`;
const stretch = `(?:(?:early|late|mid|end of|beginning of|middle of|(?:first|second|third|last) week of) (?:the )?(?:${month}|month|week|year|day))`;
const amountOfTime = `(?:(?:a )?(?:couple|few)(?: of)?|several|half an?|an?|${numbers}(?: and a half)?)(?: (?:more|business|good|whole|full|solid))? ${unit}`;
const date = `(?:${month}(?: the)? ${ordinal}|(?:the )?${ordinal}(?: of)? ${month}|${month} ${number}(?= |$)|(?:since|last|late|early|this) ${month}(?! ${number})|\\d{1,2}/\\d{1,2}(?:/\\d{2,4})?)`;

const piece = `(?:${stretch}|${clock}|${day}|${date})`;
const joint = '(?: (?:at|before|after|by|around|about|between|from|the|on|morning|in the|like|end of day))?';
/** Points in time, one after the other: "tomorrow wednesday at 9:40", "friday before noon". */
const points = new RegExp(
  `\\b${piece}(?:${joint} (?:${piece}|(?:between |from )?${hour} (?:and|to) ${hour}|(?:the )?${ordinal}|at ${hour}(?: ${minute})?(?: ${half})?|${hour}(?: ${minute})?(?= (?:last|on|${dayName}|tomorrow|tonight|in)|$)))*\\b`,
  'g',
);
const ago = new RegExp(
  `\\b(?:(?:like|about|maybe|around|less than|over|under|almost) )?${amountOfTime} (?:ago|back|before|earlier|from now)\\b|\\ba minute maybe two before i called\\b`,
  'g',
);
const since = new RegExp(
  `\\b(?:since|until|till) (?:like |about |around )?(?:${piece}|${hour}(?: (?:or )?${hour})?(?! ${unit})|lunch|dinner|breakfast)\\b`,
  'g',
);
const durations = new RegExp(
  `\\b(?:(?:like|about|maybe|around|less than|over|under|almost|another) )?${amountOfTime}\\b`,
  'g',
);
const atHour = new RegExp(
  `\\b(?:at|around|by|before|after|until|till|between) (?:like |about |around )?((?:(?:${hour}(?: ${minute})?) and )?${hour}(?: ${minute})?)(?: (last night|tonight|tomorrow|today|this morning|on ${dayName}|${dayName}(?: morning| night)?))?(?= |$)(?! (?:${unit}|percent|per|dollars?|bucks|feet|people|north|south|east|west|\\w+ (?:street|avenue|road|drive|lane|court)|of|times|hundred|thousand|blocks?|miles?|point|${number}))`,
  'g',
);
const hourThenDay = new RegExp(
  `\\b${hour}(?: ${minute})? (?:last night|tonight|tomorrow|this morning|${dayName} (?:morning|night|afternoon|evening))\\b`,
  'g',
);
const dayOfMonth = new RegExp(
  `\\b(?:the|on|for|due|by|until|from|through|of|from the|s) (?:the )?(${ordinal})(?: (?:through|to|and) the (${ordinal}))?(?= |$)(?= (?:and|so|but|for|or|in|then|at|by|before|it|i|that|is|was|through|to|with|if|when|because|please|morning|afternoon|of|right|we|you|they|he|she)\\b| \\||$)(?! of all| and \\w+ (?:street|avenue))`,
  'g',
);
const justNow =
  /\b(?:it just happened|just happened|just now|right before i called|moments ago|a (?:minute|second|moment) ago|after school|after work|at christmas|end of (?:the )?day(?: \w+day)?|overnight|all (?:day|night|morning))\b/g;
const smallTalk =
  /\b(?:help|assist|doing|day|calling|do for|with|call(?:ed)?|reached us|time) (?:you |in |us |with |we |are you )*(?:today|this (?:morning|afternoon|evening))\b/;
const greetings =
  /\bgood (?:morning|afternoon|evening|night)|\b(?:rest of your|nice|great|good|wonderful) (?:day|evening|night|afternoon|weekend)/;

/** Words one of which a time must hold: looking for them first is many times faster than the expressions. */
const unitNames = wordSet(
  'second seconds minute minutes min mins hour hours day days week weeks month months year years',
);
const dayNames = wordSet(
  'monday tuesday wednesday thursday friday saturday sunday yesterday tomorrow today tonight night morning afternoon evening week weekend month year spring summer fall winter',
);
const pointNames = wordSet(
  'half past quarter noon midnight oclock am pm m to till january february march april june july august september october november december',
);
const ordinalNames = wordSet(
  'first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth thirtieth st nd rd th',
);

function wordSet(words: string): ReadonlySet<string> {
  return new Set(words.split(' '));
}

/** When something happened, happens or is to happen, and for how long where that was asked. */
export function times(turn: EntityTurn): Mention[] {
  const found: Mention[] = [];
  const add = (from: number, to: number, confidence: number) => {
    if (found.some((one) => one.from < to && from < one.to)) return;
    const value = turn.tokens
      .slice(from, to)
      .map((token) => token.word)
      .join(' ');
    found.push({ type: 'time', from, to, value, confidence });
  };
  const words = new Set(turn.tokens.map((token) => token.word));
  const has = (some: ReadonlySet<string>) => turn.tokens.some((token) => some.has(token.word));
  const spans = has(unitNames);
  if (spans) for (const { from, to } of sayings(turn, ago)) add(from, to, 0.9);
  if (words.has('since') || words.has('until'))
    for (const { from, to } of sayings(turn, since)) add(from, to, 0.85);
  if (has(dayNames)) for (const { from, to } of sayings(turn, hourThenDay)) add(from, to, 0.9);
  if (has(pointNames) || has(dayNames) || /:|\d\//.test(turn.text)) {
    for (const { from, to, groups } of sayings(turn, points)) {
      if (!isSmallTalk(turn, groups.index, groups[0])) add(from, to, 0.85);
    }
  }
  if (turn.numbers.length > 0) for (const { from, to } of sayings(turn, atHour)) add(from + 1, to, 0.75);
  if (has(ordinalNames) || turn.tokens.some((token) => /^\d+[a-z]{2}$/.test(token.word)))
    for (const { to, groups } of sayings(turn, dayOfMonth)) {
      const length = (groups[1] ?? '').split(' ').length;
      const range = groups[2] === undefined ? 0 : groups[2].split(' ').length + 2;
      add(to - length - range, to, 0.8);
    }
  for (const { from, to, groups } of sayings(turn, justNow)) {
    if (turn.role !== 'agent' || !/now/.test(groups[0])) add(from, to, 0.75);
  }
  if (spans && turn.asked.has('when') && (turn.role !== 'agent' || turn.questions.length === 0)) {
    for (const { from, to, groups } of sayings(turn, durations)) {
      if (!/^(?:a|one) (?:second|minute|moment)/.test(groups[0])) add(from, to, 0.8);
    }
  }
  return found;
}

/** "how can I help you today", "good morning". */
function isSmallTalk(turn: EntityTurn, index: number, text: string): boolean {
  const around = turn.said.slice(Math.max(0, index - 24), index + text.length);
  if (/^(?:this )?(?:morning|afternoon|evening|today)/.test(text) && smallTalk.test(around)) return true;
  if (
    /^(?:today|tonight|this (?:morning|afternoon|evening))$/.test(text) &&
    turn.kind === 'psap' &&
    turn.role === 'agent' &&
    turn.questions.length > 0
  )
    return true;
  return (
    greetings.test(turn.said.slice(Math.max(0, index - 5), index + text.length)) &&
    !/tomorrow|\bday/.test(text)
  );
}
