import { expect, test } from 'vitest';
import { bundle, type Sorted, sortByName, sortJson } from './bundles.ts';
import { legNames } from './legs.ts';

const drop = (...names: string[]): Sorted[] =>
  names.map((name) => {
    const sorted = sortByName(new File([''], name));
    return sorted.is === 'json'
      ? { ...sorted, is: name.includes('transcript') ? 'transcript' : 'sidecar' }
      : sorted;
  });
const namesOf = (sorted: Sorted[]) =>
  bundle(sorted).bundles.map(({ recordings, transcript, sidecar }) => [
    recordings.map((file) => file.name).join(' + '),
    transcript?.name ?? null,
    sidecar?.name ?? null,
  ]);

test('two files that differ only in who speaks are the legs of one call, the agent first', () => {
  const { bundles } = bundle(drop('Repairs_40_UTC_caller.wav', 'Repairs_40_UTC_agent.wav'));
  expect(bundles).toHaveLength(1);
  expect(bundles[0]?.recordings.map((file) => file.name)).toEqual([
    'Repairs_40_UTC_agent.wav',
    'Repairs_40_UTC_caller.wav',
  ]);
  expect(bundles[0]).toMatchObject({ paired: 'by name', channels: ['agent', 'customer'] });
});

test('calls that are only numbered are not taken for legs', () => {
  expect(namesOf(drop('call_1.wav', 'call_2.wav'))).toHaveLength(2);
  expect(legNames('call-0041.wav')).toEqual([]);
});

test('legs by channel number and by side are paired, by family', () => {
  expect(namesOf(drop('x.ch1.wav', 'x.ch0.wav'))).toEqual([['x.ch0.wav + x.ch1.wav', null, null]]);
  expect(namesOf(drop('x-left.wav', 'x-right.wav'))).toHaveLength(1);
  expect(namesOf(drop('x-left.wav', 'x-rx.wav'))).toHaveLength(2);
  expect(namesOf(drop('x-left.wav', 'x-l.wav'))).toHaveLength(2);
  expect(namesOf(drop('check-in.wav', 'check-out.wav'))).toHaveLength(1);
  expect(namesOf(drop('in-room-2.wav', 'out-room-2.wav'))).toHaveLength(2);
});

test('of three files with one name none are paired', () => {
  expect(namesOf(drop('a_ch0.wav', 'a_ch1.wav', 'a_ch2.wav'))).toHaveLength(3);
});

test('a transcript and a sidecar go with the recording of their name', () => {
  expect(namesOf(drop('b.mp3', 'a.wav', 'a.vtt', 'a.wav.json', 'b.transcript.json'))).toEqual([
    ['b.mp3', 'b.transcript.json', null],
    ['a.wav', 'a.vtt', 'a.wav.json'],
  ]);
});

test('a call taker is recognised in one word, two or three', () => {
  expect(namesOf(drop('9_call-taker.wav', '9_caller.wav'))).toHaveLength(1);
  expect(namesOf(drop('9 calltaker.wav', '9 caller.wav'))).toHaveLength(1);
});

test('a transcript named like the pair goes with the pair', () => {
  expect(namesOf(drop('c_agent.wav', 'c_customer.wav', 'c.srt'))).toEqual([
    ['c_agent.wav + c_customer.wav', 'c.srt', null],
  ]);
});

test('a file beside no recording is left over and says why', () => {
  const { leftovers } = bundle(drop('a.wav', 'z.vtt'));
  expect(leftovers.map(({ file }) => file.name)).toEqual(['z.vtt']);
});

test('the keys of a JSON file tell a transcript from what is known of a call', () => {
  expect(sortJson('{"turns":[]}')).toBe('transcript');
  expect(sortJson('{"segments":[],"language":"en"}')).toBe('transcript');
  expect(sortJson('[{"text":"hi"}]')).toBe('transcript');
  expect(sortJson('{"agent":"R. Alvarez","queue":"911 East"}')).toBe('sidecar');
  expect(sortJson('not json')).toBe('sidecar');
});
