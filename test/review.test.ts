import { afterAll, beforeAll, expect, test } from 'vitest';
import { AgreementOverview } from '../src/model/agreement.ts';
import { ApiError, type CallDetail } from '../src/model/api.ts';
import type { Answer } from '../src/model/judgement.ts';
import { CallReview, type ReviewEvent, ReviewQueue } from '../src/model/review.ts';
import { detail, send, settled, upload } from './client.ts';
import { type RunningApp, startApp } from './running-app.ts';
import { wavOf } from './sound.ts';

/** A call in which nobody asks for the place, so that it fails as a whole. */
const turns = [
  { speaker: 'agent', startMs: 500, endMs: 1_500, text: 'Yeah, hello?' },
  {
    speaker: 'customer',
    startMs: 2_000,
    endMs: 5_000,
    text: 'My husband is not breathing. He has collapsed.',
  },
  { speaker: 'agent', startMs: 5_500, endMs: 7_000, text: 'Okay. How old is he?' },
  { speaker: 'customer', startMs: 7_200, endMs: 9_000, text: 'Sixty. Please hurry, he is turning blue.' },
  { speaker: 'agent', startMs: 9_200, endMs: 10_000, text: 'All right.' },
];
const bursts = (speaker: string) => turns.filter((turn) => turn.speaker === speaker);

let app: RunningApp;
let made = 0;
beforeAll(async () => {
  app = await startApp();
});
afterAll(async () => {
  await app[Symbol.asyncDispose]();
});

async function judgedCall(): Promise<CallDetail> {
  made++;
  const file = {
    name: `call-${made}.wav`,
    bytes: wavOf(11_000 + made, [bursts('agent'), bursts('customer')]),
  };
  const transcript = JSON.stringify({ language: 'en-US', turns });
  const { id } = await upload(app.url, [file], { kind: 'psap', title: `Call ${made}` }, transcript);
  return settled(app.url, id);
}

const main = (call: CallDetail) => call.evaluations.find((one) => one.scorecardId === call.scorecardId)!;

async function decide(
  call: CallDetail,
  event: ReviewEvent,
  author = 'Ines Okafor',
): Promise<{ status: number; code?: string; review?: CallReview }> {
  const body = { author, scorecardId: call.scorecardId, event };
  const response = await send(app.url, 'POST', `/api/v1/calls/${call.id}/review`, body);
  const answer = await response.json();
  if (response.ok) return { status: response.status, review: CallReview.parse(answer) };
  return { status: response.status, code: ApiError.parse(answer).error.code };
}

const marking = (criterionId: string, answer: Answer | null, comment: string | null = null): ReviewEvent => ({
  kind: 'mark',
  criterionId,
  answer,
  comment,
  turns: [0],
});

async function waiting(query = ''): Promise<ReviewQueue> {
  return ReviewQueue.parse(await (await send(app.url, 'GET', `/api/v1/review${query}`)).json());
}

test("a person's answer changes the score at once, and the machine's stays beside it", async () => {
  const call = await judgedCall();
  const missed = main(call).marks.find((mark) => mark.answer === 'no' && mark.weight > 0)!;
  expect(await decide(call, marking(missed.criterionId, 'yes'))).toMatchObject({ code: 'comment_missing' });
  const { status, review } = await decide(
    call,
    marking(missed.criterionId, 'yes', 'It was done before the tape.'),
  );
  expect(status).toBe(200);
  const changed = main(await detail(app.url, call.id));
  expect(changed.rawScore).toBeGreaterThan(main(call).rawScore!);
  const mark = changed.marks.find((one) => one.criterionId === missed.criterionId)!;
  expect(mark).toMatchObject({ answer: 'yes', source: 'person', reason: 'It was done before the tape.' });
  expect(mark.opinions.map(({ source, answer }) => [source, answer])).toEqual([
    ['rule', 'no'],
    ['person', 'yes'],
  ]);
  expect(review!.evaluations.find((one) => one.scorecardId === call.scorecardId)!.history).toMatchObject([
    { author: 'Ines Okafor', event: { kind: 'mark', answer: 'yes' }, score: changed.score },
  ]);
  await decide(call, marking(missed.criterionId, null));
  expect(main(await detail(app.url, call.id))).toEqual(main(call));
});

test('an answer the form does not take, or evidence the call does not hold, is refused', async () => {
  const call = await judgedCall();
  const { criterionId } = main(call).marks[0]!;
  const wrong: ReviewEvent[] = [
    marking('no-such-criterion', 'yes', 'Why.'),
    marking(criterionId, 3, 'Why.'),
    { ...marking(criterionId, 'no', 'Why.'), turns: [99] } as ReviewEvent,
    { kind: 'read', autoFailId: 'X99', stands: true, comment: null },
    { kind: 'leave', criterionIds: ['no-such-criterion'], comment: null },
  ];
  for (const event of wrong) expect(await decide(call, event)).toMatchObject({ code: 'request_invalid' });
  const body = { author: ' ', scorecardId: call.scorecardId, event: marking(criterionId, 'yes', 'Why.') };
  expect((await send(app.url, 'POST', `/api/v1/calls/${call.id}/review`, body)).status).toBe(400);
  const other = { ...call, scorecardId: 'no-such-card' };
  expect(await decide(other, marking(criterionId, 'yes', 'Why.'))).toMatchObject({
    code: 'evaluation_not_found',
  });
});

test('an evaluation is released when two people read its auto-fail and nothing unclear is left unsaid', async () => {
  const call = await judgedCall();
  const release: ReviewEvent = { kind: 'release', comment: null };
  expect(await decide(call, release)).toMatchObject({ status: 409, code: 'release_blocked' });
  for (const { id } of main(call).autoFails) {
    await decide(call, { kind: 'read', autoFailId: id, stands: true, comment: null }, 'Ines Okafor');
    await decide(call, { kind: 'read', autoFailId: id, stands: true, comment: null }, 'ines okafor');
  }
  expect(main(call).autoFails.length).toBeGreaterThan(0);
  expect(await decide(call, release)).toMatchObject({ code: 'release_blocked' });
  for (const { id } of main(call).autoFails) {
    await decide(call, { kind: 'read', autoFailId: id, stands: true, comment: null }, 'Piet Smit');
  }
  const unclear = main(call).marks.filter((mark) => mark.answer === 'unclear' && mark.weight > 0);
  if (unclear.length > 0) {
    const criterionIds = unclear.map((mark) => mark.criterionId);
    await decide(call, { kind: 'leave', criterionIds, comment: 'Dispatch records are not at hand.' });
  }
  expect((await decide(call, release)).status).toBe(200);
  expect(main(await detail(app.url, call.id)).state).toBe('released');
  const first = main(call).marks[0]!.criterionId;
  expect(await decide(call, marking(first, 'na', 'Why.'))).toMatchObject({ code: 'review_conflict' });
  expect(
    (await waiting()).items.filter((one) => one.call.id === call.id && one.scorecardId === call.scorecardId),
  ).toEqual([]);
  await decide(call, { kind: 'dispute', comment: 'The line was cut.' }, 'Kim');
  const [dispute] = (await waiting('?reason=disputed')).items;
  expect(dispute?.call.id).toBe(call.id);
  await decide(call, { kind: 'resolve', comment: 'It was not.' });
  expect((await waiting('?reason=disputed')).items).toEqual([]);
});

test('what waits is listed by urgency with its reason, its call and counts, and can be narrowed', async () => {
  const call = await judgedCall();
  const all = await waiting();
  const own = all.items.filter((one) => one.call.id === call.id);
  expect(own.map((one) => one.reason)).toContain('auto_fail');
  expect(own[0]!.call).toMatchObject({ title: call.title, kind: 'psap', score: call.score });
  expect(own.every((one) => /^[A-Z"].*\.$/.test(one.text))).toBe(true);
  const order = ['disputed', 'auto_fail', 'critical_flag', 'judges_differ', 'unclear', 'suggestion'];
  const places = all.items.map((one) => order.indexOf(one.reason));
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(all.counts.auto_fail).toBe(all.items.filter((one) => one.reason === 'auto_fail').length);
  const narrowed = await waiting('?reason=auto_fail&kind=psap');
  expect(new Set(narrowed.items.map((one) => one.reason))).toEqual(new Set(['auto_fail']));
  expect((await waiting('?kind=contact-centre')).total).toBe(0);
  expect(await waiting('?limit=0')).toMatchObject({ items: [], total: all.total });
});

test('a flag that somebody has seen waits no more', async () => {
  const call = await judgedCall();
  const open = async () =>
    (await waiting('?reason=critical_flag')).items.filter((one) => one.call.id === call.id);
  const [before] = await open();
  expect(before?.flags.length).toBeGreaterThan(0);
  const body = { author: 'Ines', scorecardId: null, event: { kind: 'see', flags: before!.flags } };
  expect((await send(app.url, 'POST', `/api/v1/calls/${call.id}/review`, body)).status).toBe(200);
  expect(await open()).toEqual([]);
});

test('judged again with other roles, a call keeps what people answered and is a draft again', async () => {
  const call = await judgedCall();
  const { criterionId } = main(call).marks[0]!;
  await decide(call, marking(criterionId, 'na', 'A test call.'));
  const roles = call.legs.map((leg) => (leg.role === 'agent' ? 'customer' : 'agent'));
  expect((await send(app.url, 'PUT', `/api/v1/calls/${call.id}/roles`, { roles })).status).toBe(200);
  const again = await settled(app.url, call.id);
  const mark = main(again).marks.find((one) => one.criterionId === criterionId)!;
  expect(mark).toMatchObject({ answer: 'na', source: 'person', reason: 'A test call.' });
  const review = CallReview.parse(
    await (await send(app.url, 'GET', `/api/v1/calls/${call.id}/review`)).json(),
  );
  const own = review.evaluations.find((one) => one.scorecardId === call.scorecardId)!;
  expect(own.state).toBe('draft');
  expect(own.history.map((one) => one.event.kind)).toEqual(['mark', 'rejudged']);
});

test('two people who decide at once both end up in the history', async () => {
  const call = await judgedCall();
  const { criterionId } = main(call).marks[0]!;
  const people = ['Ada', 'Ben', 'Cleo', 'Dan'];
  const answers = await Promise.all(
    people.map((name) => decide(call, marking(criterionId, 'na', 'Why.'), name)),
  );
  expect(answers.map((one) => one.status)).toEqual([200, 200, 200, 200]);
  const mark = main(await detail(app.url, call.id)).marks.find((one) => one.criterionId === criterionId)!;
  expect(mark.opinions.flatMap((one) => one.person?.name ?? []).toSorted()).toEqual(people);
});

test('what people answered is compared with the rules, and with each other, from the stored marks', async () => {
  const call = await judgedCall();
  const [first, second] = main(call).marks.filter((mark) => mark.answer === 'no');
  await decide(call, marking(first!.criterionId, 'no', 'As the machine says.'), 'Ada');
  await decide(call, marking(second!.criterionId, 'no', 'As the machine says.'), 'Ada');
  await decide(call, marking(second!.criterionId, 'partial', 'Half of it.'), 'Ben');
  const { sources } = AgreementOverview.parse(await (await send(app.url, 'GET', '/api/v1/agreement')).json());
  const here = sources.filter((one) => one.basis === 'people here');
  expect(here.map((one) => one.source)).toEqual(['rule', 'person']);
  const rules = here[0]!.scorecards.find((one) => one.scorecardId === call.scorecardId)!;
  const question = rules.criteria.find((one) => one.criterionId === first!.criterionId)!;
  expect(question.answers).toContainEqual({ expected: 'no', got: 'no', n: 1 });
  expect(question.gate.state).toBe('not enough data');
  const people = here[1]!.scorecards.find((one) => one.scorecardId === call.scorecardId)!;
  const disagreed = people.criteria.find((one) => one.criterionId === second!.criterionId)!;
  expect(disagreed.mistakes).toMatchObject([{ call: call.id, expected: 'no', got: 'partial' }]);
}, 240_000);
