import { describe, expect, test } from 'vitest';
import { type CallFiles, pairFiles } from './pairing.ts';

/** Calls as `recordings → papers`, shorter to compare. */
function told(paths: string[]) {
  const { calls, orphans, unknown, problems } = pairFiles(paths);
  return {
    calls: calls.map(asText),
    ...(orphans.length > 0 ? { orphans } : {}),
    ...(unknown.length > 0 ? { unknown } : {}),
    ...(problems.length > 0 ? { problems: problems.map(({ paths: concerned }) => concerned) } : {}),
  };
}

function asText({ recordings, sidecars, transcripts, others }: CallFiles): string {
  return [recordings, sidecars, transcripts, others].map((each) => each.join(' + ')).join(' | ');
}

describe('papers of a recording', () => {
  test.each([
    ['a recording alone', ['a.wav'], ['a.wav |  |  | ']],
    ['a sidecar by stem', ['a.wav', 'a.json'], ['a.wav | a.json |  | ']],
    ['a sidecar by whole name', ['a.wav', 'a.wav.json'], ['a.wav | a.wav.json |  | ']],
    [
      'transcripts, the most telling first',
      ['a.wav', 'a.srt', 'a.vtt', 'a.transcript.json'],
      ['a.wav |  | a.transcript.json + a.vtt + a.srt | '],
    ],
    ['a transcript by whole name', ['a.mp3', 'a.mp3.vtt'], ['a.mp3 |  | a.mp3.vtt | ']],
    ['upper case', ['CALL.WAV', 'call.JSON', 'Call.Vtt'], ['CALL.WAV | call.JSON | Call.Vtt | ']],
    ['other files of its name', ['a.wav', 'a.txt', 'a.tsv'], ['a.wav |  |  | a.tsv + a.txt']],
    [
      'names with dots',
      ['1772374925.1187.wav', '1772374925.1187.json'],
      ['1772374925.1187.wav | 1772374925.1187.json |  | '],
    ],
    ['several calls', ['b.wav', 'a.wav', 'b.json'], ['a.wav |  |  | ', 'b.wav | b.json |  | ']],
    [
      'two folders with the same names',
      ['x/a.wav', 'y/a.wav', 'x/a.json'],
      ['x/a.wav | x/a.json |  | ', 'y/a.wav |  |  | '],
    ],
    [
      'names that differ in case alone',
      ['a.wav', 'A.wav', 'A.json', 'a.vtt'],
      ['A.wav | A.json |  | ', 'a.wav |  | a.vtt | '],
    ],
    [
      'one name in two formats with papers named whole',
      ['a.wav', 'a.mp3', 'a.wav.json', 'a.mp3.json'],
      ['a.mp3 | a.mp3.json |  | ', 'a.wav | a.wav.json |  | '],
    ],
  ])('%s', (_, paths, calls) => {
    expect(told(paths)).toEqual({ calls });
  });

  test('papers without a recording, and files of no known kind, are named', () => {
    expect(told(['a.json', 'b.vtt', 'notes.txt', 'c.wav', '.hidden', 'x/c.json'])).toEqual({
      calls: ['c.wav |  |  | '],
      orphans: ['a.json', 'b.vtt', 'x/c.json'],
      unknown: ['.hidden', 'notes.txt'],
    });
  });

  test('a sidecar that fits two recordings is a problem of all three, with what else is of that name', () => {
    expect(told(['a.wav', 'a.mp3', 'a.json', 'a.mp3.vtt', 'b.wav'])).toEqual({
      calls: ['b.wav |  |  | '],
      problems: [['a.mp3', 'a.wav', 'a.json', 'a.mp3.vtt']],
    });
  });
});

describe('two legs of one call', () => {
  test.each([
    ['Auto_Repairs_40_UTC_agent.wav', 'Auto_Repairs_40_UTC_caller.wav', 'Auto_Repairs_40_UTC'],
    ['agent-1234.wav', 'customer-1234.wav', '1234'],
    ['1234_AGENT_x.wav', '1234_Customer_x.wav', '1234_x'],
    ['callagent.mp3', 'callcustomer.mp3', 'call'],
    ['911 call-taker 7.wav', '911 caller 7.wav', '911 7'],
    ['x_operator.wav', 'x_client.wav', 'x'],
    ['dispatcher.wav', 'caller.wav', 'folder'],
    ['agent_to_customer_123_agent.wav', 'agent_to_customer_123_customer.wav', 'agent_to_customer_123'],
    ['agent-agent.wav', 'agent-customer.wav', 'agent'],
    ['İ_agent.wav', 'İ_caller.wav', 'i̇'],
    ['customer-service-agent.wav', 'customer-service-customer.wav', 'customer-service'],
  ])('%s and %s, roles by name', (agent, customer, name) => {
    const [a, b] = [`folder/${agent}`, `folder/${customer}`];
    for (const paths of [
      [a, b],
      [b, a],
    ]) {
      const { calls, problems } = pairFiles(paths);
      expect(problems).toEqual([]);
      expect(calls).toMatchObject([
        { name, recordings: [a, b], channels: ['agent', 'customer'], missesLeg: false },
      ]);
    }
  });

  test.each([
    ['20260301-142205_5125550142-in.wav', '20260301-142205_5125550142-out.wav', '20260301-142205_5125550142'],
    ['call_rx.wav', 'call_tx.wav', 'call'],
    ['call-l.wav', 'call-r.wav', 'call'],
    ['call.LEFT.wav', 'call.RIGHT.wav', 'call'],
    ['1772374925.1187-r.wav', '1772374925.1187-t.wav', '1772374925.1187'],
    ['call leg1.wav', 'call leg2.wav', 'call'],
    ['call_ch0.flac', 'call_ch1.flac', 'call'],
    ['x-IN.WAV', 'x-out.wav', 'x'],
    ['in.wav', 'out.wav', 'folder'],
  ])('%s and %s, roles unknown', (first, second, name) => {
    const [a, b] = [`folder/${first}`, `folder/${second}`];
    const { calls } = pairFiles([b, a]);
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ name, recordings: [a, b] });
    expect(calls[0]?.channels).toBeUndefined();
  });

  test.each([
    ['different calls', ['1-in.wav', '2-out.wav']],
    ['different formats', ['1-in.wav', '1-out.mp3']],
    ['different folders', ['x/1-in.wav', 'y/1-out.wav']],
    ['the same side twice', ['1-in.wav', '2-in.wav']],
    ['words exchanged', ['agent-customer.wav', 'customer-agent.wav']],
    ['letters that are no word of their own', ['mail.wav', 'mair.wav']],
    ['a number that ends a name', ['call_1.wav', 'call_2.wav']],
    [
      'FreePBX types that begin a name',
      ['in-1-2-20260301-142205-1.1.wav', 'out-1-2-20260301-142205-1.1.wav'],
    ],
  ])('%s are not', (_, paths) => {
    expect(pairFiles(paths).calls.map(({ recordings }) => recordings.length)).toEqual([1, 1]);
  });

  test('one leg alone is a call of its own that misses the other', () => {
    for (const path of ['x-in.wav', 'x_agent.wav', 'caller-7.wav', 'x-t.wav']) {
      expect(pairFiles([path]).calls).toMatchObject([{ recordings: [path], missesLeg: true }]);
    }
    for (const path of ['x.wav', 'reagent5.wav', 'walnut.wav']) {
      expect(pairFiles([path]).calls).toMatchObject([{ recordings: [path], missesLeg: false }]);
    }
    expect(pairFiles(['x_agent.wav']).calls[0]?.channels).toBeUndefined();
  });

  test('their papers may be named after the call or after either leg', () => {
    const legs = ['c-in.wav', 'c-out.wav'];
    for (const papers of ['c.json', 'c-in.json', 'c-out.wav.json']) {
      expect(told([...legs, papers])).toEqual({ calls: [`c-in.wav + c-out.wav | ${papers} |  | `] });
    }
    expect(told([...legs, 'c.vtt', 'c-in.json', 'c-out.json'])).toEqual({
      calls: ['c-in.wav + c-out.wav | c-in.json + c-out.json | c.vtt | '],
    });
  });

  test('the mix beside them is not a second call', () => {
    expect(told(['c-in.wav', 'c-out.wav', 'c.wav'])).toEqual({
      calls: ['c-in.wav + c-out.wav |  |  | c.wav'],
    });
    expect(told(['c-in.wav', 'c-out.wav', 'c-all.mp3', 'c.json'])).toEqual({
      calls: ['c-in.wav + c-out.wav | c.json |  | c-all.mp3'],
    });
  });

  test('three files of which two could be legs are a problem, and take their papers with them', () => {
    expect(told(['x-agent.wav', 'x-customer.wav', 'x-caller.wav', 'y.wav'])).toEqual({
      calls: ['y.wav |  |  | '],
      problems: [['x-agent.wav', 'x-caller.wav', 'x-customer.wav']],
    });
    expect(told(['x-l.wav', 'x-r.wav', 'x-t.wav']).calls).toEqual([]);
  });
});

test('pairing 20,000 files is no matter of patience', () => {
  const paths = Array.from({ length: 10_000 }, (_, n) => [`${n}-in.wav`, `${n}-out.wav`]).flat();
  expect(pairFiles(paths).calls).toHaveLength(10_000);
});
