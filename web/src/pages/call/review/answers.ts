import type { Answer, Mark } from '../../../../../src/model/judgement.ts';
import type { Criterion } from '../../../../../src/model/scorecard.ts';

export interface AnswerChoice {
  key: string;
  answer: Answer;
}

const words: AnswerChoice[] = [
  { key: 'y', answer: 'yes' },
  { key: 'n', answer: 'no' },
  { key: 'p', answer: 'partial' },
  { key: 'a', answer: 'na' },
  { key: 'r', answer: 'refused' },
  { key: 'u', answer: 'unclear' },
];

/** What a person may answer, each with its key. */
export function choicesFor({ answers }: Pick<Criterion, 'answers'>): AnswerChoice[] {
  if (answers === 'check') return words;
  const ratings = [1, 2, 3, 4, 5].map((answer) => ({ key: String(answer), answer }));
  return [...ratings, ...words.filter(({ answer }) => answer === 'na' || answer === 'unclear')];
}

/** What the machine answered, whatever people said later. */
export function machineAnswer({ answer, source, opinions }: Mark): Answer {
  if (source !== 'person') return answer;
  const judges = opinions.filter((one) => one.source !== 'person');
  const said = [...new Set(judges.map((one) => one.answer))];
  // Judges that differ left it unclear, unless one was believed; then any other answer needs its reason anyway.
  return said.length === 1 ? said[0]! : 'unclear';
}

export function needsComment(criterion: Criterion, mark: Mark, answer: Answer): boolean {
  return answer !== machineAnswer(mark) || criterion.comment.includes(String(answer));
}
