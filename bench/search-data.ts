/**
 * Calls as a centre might have after a year, made up from a seed: words by Zipf's law with a topic per call, and
 * the sentences a script makes everybody say. Real English words where the stemmer and the stop words of
 * PostgreSQL matter, syllables for the long tail.
 */

export interface BenchTurn {
  leg: number;
  startMs: number;
  endMs: number;
  text: string;
}

export interface BenchCall {
  kind: 'psap' | 'contact-centre';
  source: 'recording' | 'live' | 'simulated';
  state: 'done' | 'failed' | 'processing' | 'waiting for a speech engine';
  agent: string;
  queue: string;
  receivedAt: Date;
  startedAt: Date | null;
  durationMs: number | null;
  score: number | null;
  flagged: boolean;
  turns: BenchTurn[];
}

const spoken =
  `i you the a to and it is that of my in okay yeah no he on have what are she can not for do we be was
this they me your there so up with at just got but all like if out know how his her one go right get name address now
please help him well here need phone number said where who calling down were thank them going okay back yes about then
or an police when something anything been would will want did street time house road car from by today hi hello oh
little two five three make sure send please sir ma'am over more tell other take office looking some home day call
officer door account minute thing people could guy line work good think nine seven four six eight zero way live look
happened husband wife somebody order trying problem still front man woman service money check really son daughter old
coming card because hold again outside bill correct wait apartment breathing put date off left first last kind let
give two stay fire ambulance pain hurt baby chest bleeding fell gun truck accident highway water smoke window kids
mother father neighbour dog side north south east west block corner drive avenue lane exit mile red blue white black
silver gray hair jacket wearing shirt fight yelling loud noise alarm security building floor room kitchen bedroom
payment balance credit charge refund cancel upgrade plan internet service outage cable technician appointment
delivery package return exchange store email password login website reset update verify confirm security birth social
insurance claim policy doctor nurse hospital medicine pharmacy refill schedule available tomorrow morning afternoon
evening monday tuesday wednesday thursday friday weekend month year account statement transfer supervisor manager
complaint sorry understand appreciate patience moment pull record system screen notes ticket reference`
    .split(/\s+/)
    .filter((word, position, all) => all.indexOf(word) === position);

const openings = {
  psap: [
    'nine one one what is the address of your emergency',
    'nine one one where is your emergency',
    'county emergency what is the location of your emergency',
  ],
  'contact-centre': [
    'thank you for calling customer care how can i help you today',
    'good morning and thank you for calling how may i help you',
    'thanks for calling may i have your account number please',
  ],
};
const sayings = {
  psap: [
    'okay tell me exactly what happened',
    'is he awake and is he breathing',
    'stay on the line with me help is on the way',
    'what is the phone number you are calling from',
    'i am sending the paramedics to help you now',
    'do you see any weapons',
  ],
  'contact-centre': [
    'may i please verify your date of birth',
    'i do apologize for the inconvenience',
    'let me pull up your account one moment please',
    'is there anything else i can help you with today',
    'can i place you on a brief hold',
    'you should see that credit on your next statement',
  ],
};

const vocabularySize = 60_000;
const topicCount = 40;
const wordsPerTopic = 400;
const agentCount = 300;
const queueCount = 25;
const days = 400;

export type Random = () => number;

/** A generator of numbers from 0 to 1 that gives the same ones for the same seed (mulberry32). */
export function seeded(seed: number): Random {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Ranks from 0, the first the most frequent, by the law of Zipf and Mandelbrot. */
function zipf(size: number, random: Random): () => number {
  const upTo = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) {
    sum += 1 / (rank + 10) ** 1.3;
    upTo[rank] = sum;
  }
  return () => {
    const drawn = random() * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((upTo[middle] as number) < drawn) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}

function pick<T>(values: readonly T[], random: Random): T {
  return values[Math.floor(random() * values.length)] as T;
}

function madeUpWord(rank: number): string {
  const onsets = [
    'b',
    'd',
    'f',
    'g',
    'k',
    'l',
    'm',
    'n',
    'p',
    'r',
    's',
    't',
    'v',
    'w',
    'st',
    'tr',
    'br',
    'ch',
  ];
  const vowels = ['a', 'e', 'i', 'o', 'u', 'ai', 'ou'];
  let rest = rank;
  let word = '';
  for (let syllables = 0; syllables < 3 || rest > 0; syllables++) {
    word += onsets[rest % onsets.length] as string;
    rest = Math.floor(rest / onsets.length);
    word += vowels[rest % vowels.length] as string;
    rest = Math.floor(rest / vowels.length);
  }
  return `${word}n`;
}

/** All words, the most frequent first. */
export function vocabulary(): string[] {
  return Array.from({ length: vocabularySize }, (_, rank) => spoken[rank] ?? madeUpWord(rank));
}

export interface Topic {
  kind: BenchCall['kind'];
  words: string[];
}

/** A topic's own words are rare elsewhere: they say what a call is about. */
export function topics(words: string[], random: Random): Topic[] {
  return Array.from({ length: topicCount }, (_, topic) => ({
    kind: topic % 5 < 3 ? 'psap' : 'contact-centre',
    words: Array.from({ length: wordsPerTopic }, () => {
      const rank = 150 + Math.floor(random() ** 2 * (vocabularySize - 150));
      return words[rank] as string;
    }),
  }));
}

/** An endless supply of calls, oldest first once `count` are taken. */
export function* benchCalls(count: number, seed: number): Generator<BenchCall> {
  const random = seeded(seed);
  const words = vocabulary();
  const wordRank = zipf(words.length, random);
  const topicRank = zipf(wordsPerTopic, random);
  const agentRank = zipf(agentCount, random);
  const queueRank = zipf(queueCount, random);
  const allTopics = topics(words, random);
  const firstAt = Date.UTC(2025, 0, 1);
  for (let number = 0; number < count; number++) {
    const topic = pick(allTopics, random);
    const say = () => (random() < 0.15 ? topic.words[topicRank()] : words[wordRank()]) as string;
    const turns = conversation(topic.kind, say, random);
    const receivedAtMs = firstAt + ((number + random()) / count) * days * 86_400_000;
    const score = random() < 0.02 ? null : Math.round(Math.min(100, 78 + 14 * bell(random)) * 100) / 100;
    const fate = random();
    yield {
      kind: topic.kind,
      source: fate < 0.03 ? 'simulated' : fate < 0.08 ? 'live' : 'recording',
      state: state(random()),
      agent: `${topic.kind === 'psap' ? 'Call taker' : 'Agent'} ${agentRank() + 1}`,
      queue: `${topic.kind === 'psap' ? 'District' : 'Team'} ${queueRank() + 1}`,
      receivedAt: new Date(receivedAtMs),
      startedAt: random() < 0.05 ? null : new Date(receivedAtMs - random() * 3_600_000),
      durationMs: random() < 0.005 ? null : (turns.at(-1)?.endMs ?? 0) + 1500,
      score,
      flagged: score !== null && (score < 62 || random() < 0.02),
      turns,
    };
  }
}

function state(fate: number): BenchCall['state'] {
  if (fate < 0.005) return 'failed';
  if (fate < 0.0052) return 'processing';
  return fate < 0.012 ? 'waiting for a speech engine' : 'done';
}

/** From about -3 to 3, most often near 0. */
function bell(random: Random): number {
  return (random() + random() + random() + random() - 2) * Math.sqrt(3);
}

function conversation(kind: BenchCall['kind'], say: () => string, random: Random): BenchTurn[] {
  const count = Math.max(4, Math.round(30 * Math.exp(0.5 * bell(random) - 0.12)));
  const turns: BenchTurn[] = [];
  let atMs = 800;
  for (let index = 0; index < count; index++) {
    const scripted =
      index === 0 ? pick(openings[kind], random) : random() < 0.1 ? pick(sayings[kind], random) : '';
    const length = 1 + Math.floor(random() ** 1.5 * 28);
    const text = scripted || Array.from({ length }, say).join(' ');
    const endMs = atMs + text.length * 70;
    turns.push({ leg: index % 2, startMs: atMs, endMs, text: `${text[0]?.toUpperCase()}${text.slice(1)}.` });
    atMs = endMs + Math.round(random() * 1200);
  }
  return turns;
}

/** What everybody has to say, for phrases to look for. */
export const sentences = [...Object.values(openings), ...Object.values(sayings)].flat();
