import type { HeardTurn } from '../../text/hear.ts';

const questions = {
  name: /\b(?:(?:your|his|her|their|first|last|full|the|whose|middle) (?:first |last |full |and last )*name|name (?:is|please|sir|maam)|spell|who (?:am|is this|is calling|do) |speaking with|(?:he|she) called)\b/,
  phone:
    /\b(?:phone|telephone|cell|mobile|call (?:you )?back|callback|reach you|what number|number (?:to|can|should|where|for you|in case|you are calling)|(?:contact|best|good|your) (?:phone )?number|text you|disconnected)\b/,
  address:
    /\b(?:address|location|where (?:are|is|do|did|should|at|exactly|abouts)|zip|what (?:city|town|street|road|block)|house number|street|located|lives?|deliver|ship|coming to|mile marker|highway)\b/,
  crossStreet: /\b(?:cross ?streets?|cross ?roads?|intersection|nearest street|between what|what corner)\b/,
  unit: /\b(?:apartment|unit|suite|which (?:floor|room|building|door)|what (?:floor|room|building|door)|house or)\b/,
  age: /\b(?:how old|age)\b/,
  birth: /\b(?:date of birth|birth date|birthday|born|birth|d o b|dob)\b/,
  account:
    /\b(?:(?:account|claim|order|confirmation|reference|policy|tracking|member|membership|case|ticket|booking|reservation|customer|invoice|serial|prescription|shipment|loan|incident|file|report|routing|record|pass|work order|r m a|parcel|agreement|contract|id)(?: or \w+)? (?:number|code|id|i d|locator)?|numbers? on the (?:letter|bill|label|email|back|bottom|top)|locator)\b/,
  card: /\b(?:card|credit|debit|visa|mastercard|amex|ending in|last four|digits)\b/,
  cvv: /\b(?:security code|cvv|cvc|c v v|c v c|(?:code|digits|numbers?|three|little three) on the (?:back|flip side)|verification code)\b/,
  expiry: /\b(?:expir\w*|exp|good through|valid (?:through|until))\b/,
  ssn: /\b(?:social|ssn|s s n)\b/,
  pin: /\b(?:pin|passcode|pass word|password|security word)\b/,
  email: /\be mail\b/,
  plate: /\b(?:plate|plates|license|licence|tag|tags)\b/,
  when: /\b(?:how long|when|what time|how soon|since when|how many (?:minutes|hours|days|weeks)|how recent\w*|time did|which day|what day|what date)\b/,
  money:
    /\b(?:dollars?|bucks|cents|bill|bills|billed|billing|charge[ds]?|fees?|price|cost|costs|paid|pay|payment|payments|refund\w*|credit\w*|deposit|balance|owe[ds]?|total|discount|quote[ds]?|rate|premium|deductible|amount|coupon|cash|money|waive[ds]?|month|monthly|plan)\b/,
  vehicle: /\b(?:vehicle|car|truck|van|drive|driving|make and model|what (?:color|kind|type))\b/,
} satisfies Record<string, RegExp>;

/** What a question, or a word like "card", leads one to expect next. */
export type Asked = keyof typeof questions;

const entries = Object.entries(questions) as [Asked, RegExp][];
const reach = 2;
/** Talk of money goes on for longer than a question and its answer. */
const moneyReach = 8;

/** For every turn, in order, what was spoken of in it or asked for in the two before it. */
export function askedFor(turns: readonly HeardTurn[]): ReadonlySet<Asked>[] {
  const own = turns.map((turn) =>
    entries.filter(([, pattern]) => pattern.test(turn.said)).map(([asked]) => asked),
  );
  return turns.map((_, at) => {
    const asked = new Set(own.slice(Math.max(0, at - reach), at + 1).flat());
    if (own.slice(Math.max(0, at - moneyReach), at).some((one) => one.includes('money'))) asked.add('money');
    return asked;
  });
}
