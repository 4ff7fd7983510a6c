import { describe, expect, test } from 'vitest';
import { EarshotError } from '../../errors.ts';
import { displayName } from '../../lib/file-name.ts';
import { describeCall, openNameReader, parseMetadata } from './describe-call.ts';
import { checkMetadata, mergeMetadata, metadataFromFields } from './metadata.ts';
import { IntakeSettings } from './settings.ts';
import { readSidecar } from './sidecar.ts';

const readName = openNameReader(IntakeSettings.parse({ fileNameTimeZone: 'UTC' }));

/** The error a function throws, as code and details. */
function error(work: () => unknown): { code: string; details: unknown } {
  try {
    work();
  } catch (thrown) {
    if (thrown instanceof EarshotError) return { code: thrown.code, details: thrown.details };
    throw thrown;
  }
  return { code: 'no error', details: undefined };
}

describe('form fields', () => {
  test('all keys are taken, as the text they are', () => {
    const fields = {
      title: ' A call ',
      startedAt: '2026-03-01T14:22:05+01:00',
      agent: 'anna',
      customerNumber: '5550142',
      queue: 'Fire',
      direction: 'inbound',
      kind: 'psap',
      language: 'en-US',
      externalId: '42',
      channels: 'agent, customer',
      extra: '{"case": 7}',
      'extra.shift': 'night',
    };
    const { 'extra.shift': _, ...rest } = fields;
    expect(metadataFromFields(fields)).toEqual({
      ...rest,
      title: 'A call',
      channels: ['agent', 'customer'],
      extra: { case: 7, shift: 'night' },
    });
  });

  test('fields left empty count as not given', () => {
    expect(metadataFromFields({ agent: '', queue: '  ', extra: '', channels: '' })).toEqual({});
  });

  test('a misspelt key is refused, naming it and the known ones', () => {
    const { code, details } = error(() => metadataFromFields({ agnet: 'anna' }));
    expect(code).toBe('metadata_unknown_key');
    expect(details).toMatchObject({
      key: 'agnet',
      known: expect.arrayContaining(['agent', 'queue', 'extra']),
    });
  });

  test.each([
    ['startedAt', 'yesterday'],
    ['startedAt', '2026-03-01T14:22'],
    ['direction', 'sideways'],
    ['kind', 'shop'],
    ['title', 'x'.repeat(201)],
    ['channels', 'agent,agent,customer'],
    ['channels', 'nobody'],
    ['extra', '{"a":'],
    ['extra', '[1]'],
  ])('%s cannot be %s', (field, text) => {
    const { code, details } = error(() => metadataFromFields({ [field]: text }));
    expect(code).toBe('metadata_invalid');
    const [first] = (details as { fields: { path: string }[] }).fields;
    expect(first?.path.split('.')[0]).toBe(field);
  });

  test('several faults are told at once', () => {
    const { details } = error(() => metadataFromFields({ kind: 'shop', direction: 'up' }));
    expect((details as { fields: unknown[] }).fields).toHaveLength(2);
  });

  test('keys that mean something to the language are keys like others', () => {
    expect(error(() => checkMetadata(JSON.parse('{"__proto__": {"agent": "x"}}'))).code).toBe(
      'metadata_unknown_key',
    );
    for (const field of ['constructor', '__proto__']) {
      const fields = Object.fromEntries([[field, 'x']]);
      expect(error(() => metadataFromFields(fields)).code).toBe('metadata_unknown_key');
    }
    const merged = mergeMetadata({ extra: JSON.parse('{"__proto__": {"polluted": true}}') });
    expect({} as Record<string, unknown>).not.toHaveProperty('polluted');
    expect(merged).not.toHaveProperty('polluted');
  });
});

describe('a JSON sidecar', () => {
  const read = (value: unknown) => readSidecar(JSON.stringify(value), 'call.json');

  test('of metadata', () => {
    expect(read({ agent: 'anna', queue: null, customerNumber: 5550142, extra: { a: [1, null] } })).toEqual({
      metadata: { agent: 'anna', customerNumber: '5550142', extra: { a: [1, null] } },
    });
    expect(readSidecar('\ufeff{"agent":"anna"}', 'call.json').metadata).toEqual({ agent: 'anna' });
  });

  test('of metadata with a transcript inside, or the name of one', () => {
    expect(read({ agent: 'anna', transcript: { turns: [1] } })).toEqual({
      metadata: { agent: 'anna' },
      transcript: { kind: 'inline', text: '{"turns":[1]}' },
    });
    expect(read({ transcript: [1] }).transcript).toEqual({ kind: 'inline', text: '{"turns":[1]}' });
    expect(read({ transcript: 'words.vtt' }).transcript).toEqual({ kind: 'file', name: 'words.vtt' });
    expect(read({ transcript: null })).toEqual({ metadata: {} });
  });

  test('that is a labelled call: its keys count, its labels do not', () => {
    const call = {
      id: 'psap-x-01',
      kind: 'psap',
      title: 'A fire',
      quality: 'good',
      text: 'asr',
      turns: [{ i: 0, speaker: 'caller', startMs: 0, endMs: 900, text: 'help' }],
      labels: { agent: 'not this' },
    };
    expect(read(call)).toEqual({
      metadata: { title: 'A fire', kind: 'psap', externalId: 'psap-x-01' },
      transcript: { kind: 'self' },
    });
  });

  test('that is what Whisper or Amazon Transcribe wrote', () => {
    expect(read({ text: 'hi', language: 'en', segments: [{ start: 0, end: 1, text: 'hi' }] })).toEqual({
      metadata: {},
      transcript: { kind: 'self' },
    });
    expect(read({ jobName: 'x', status: 'COMPLETED', results: { transcripts: [], items: [] } })).toEqual({
      metadata: {},
      transcript: { kind: 'self' },
    });
  });

  test.each([
    ['text', 'hello'],
    ['half of it', '{"agent":'],
    ['nothing', ''],
    ['a list', '[]'],
    ['null', 'null'],
    ['a number', '7'],
    ['bytes', '\u0000\u0001RIFF'],
  ])('%s is refused without quoting it', (_, text) => {
    const { code, details } = error(() => readSidecar(text, 'call.json'));
    expect(code).toBe('metadata_invalid');
    expect(details).toMatchObject({ fileName: 'call.json' });
    if (text.length > 3) expect(JSON.stringify(details)).not.toContain(text.slice(0, 4));
  });

  test('unknown keys and wrong values in it are refused with its name', () => {
    expect(error(() => read({ agnet: 'x' }))).toMatchObject({
      code: 'metadata_unknown_key',
      details: { fileName: 'call.json', key: 'agnet' },
    });
    expect(error(() => read({ turns: [], kind: 'shop' })).code).toBe('metadata_invalid');
  });

  test.each([
    '../x.vtt',
    '/etc/passwd',
    'a/b.vtt',
    'a\\b.vtt',
    '',
    '.',
    '..',
    'x\0.vtt',
    'x'.repeat(300),
    7,
    true,
  ])('%s is not the name of a transcript', (transcript) => {
    expect(error(() => read({ transcript })).code).toBe('metadata_invalid');
  });
});

describe('a call', () => {
  const name = '20260301-142205_5550142_SUPPORT_6666-all.wav';

  test('form fields count more than sidecars, and sidecars more than the name', () => {
    const sidecar = { fileName: 'x.json', text: '{"queue":"FIRE","agent":"bert","extra":{"a":1,"b":1}}' };
    const described = describeCall(
      { fileNames: [name], fields: { agent: 'anna', 'extra.b': '2' }, sidecars: [sidecar] },
      readName,
    );
    expect(described.metadata).toEqual({
      agent: 'anna',
      queue: 'FIRE',
      customerNumber: '5550142',
      startedAt: '2026-03-01T14:22:05.000Z',
      extra: { a: 1, b: '2' },
    });
  });

  test('of two legs is matched by what their names have in common', () => {
    const fileNames = ['20260301-142205_5550142-customer.wav', '20260301-142205_5550142-agent.wav'];
    expect(describeCall({ fileNames }, readName).metadata).toEqual({
      customerNumber: '5550142',
      startedAt: '2026-03-01T14:22:05.000Z',
      channels: ['customer', 'agent'],
    });
  });

  test('two sidecars may agree, and may not contradict each other', () => {
    const sidecars = [
      { fileName: 'x-in.json', text: '{"agent":"anna","queue":"FIRE"}' },
      { fileName: 'x-out.json', text: '{"agent":"anna","title":"A fire"}' },
    ];
    const papers = { fileNames: ['x-in.wav', 'x-out.wav'], sidecars };
    expect(describeCall(papers, readName).metadata).toEqual({
      agent: 'anna',
      queue: 'FIRE',
      title: 'A fire',
    });
    const other = { fileName: 'x.json', text: '{"agent":"bert"}' };
    expect(error(() => describeCall({ ...papers, sidecars: [...sidecars, other] }, readName))).toMatchObject({
      code: 'metadata_invalid',
      details: { fileName: 'x.json', fields: [{ path: 'agent' }] },
    });
  });

  test('two sidecars with a transcript each are refused', () => {
    const sidecars = ['x.json', 'x.wav.json'].map((fileName) => ({ fileName, text: '{"turns":[]}' }));
    expect(error(() => describeCall({ fileNames: ['x.wav'], sidecars }, readName)).code).toBe(
      'metadata_invalid',
    );
  });

  test('of an upload takes no transcript from the sidecar: it has a field of its own', () => {
    expect(
      parseMetadata({ fields: { agent: 'anna' }, sidecar: '{"queue":"FIRE"}', fileNames: [name] }, readName),
    ).toEqual({
      agent: 'anna',
      queue: 'FIRE',
      customerNumber: '5550142',
      startedAt: '2026-03-01T14:22:05.000Z',
    });
    const withTranscript = { fields: {}, sidecar: '{"turns":[]}', fileNames: [name] };
    expect(error(() => parseMetadata(withTranscript, readName)).code).toBe('metadata_invalid');
  });
});

describe('a name from outside', () => {
  test.each([
    ['../../etc/passwd', 'passwd'],
    ['C:\\Users\\x\\call.wav', 'call.wav'],
    ['call\0.wav', 'call.wav'],
    ['call\u202evaw.exe', 'callvaw.exe'],
    ['\u200bca\u2066ll.wav\ufeff', 'call.wav'],
    ['call\r\nX: y.wav', 'callX: y.wav'],
    ['..', 'unnamed'],
    ['', 'unnamed'],
    ['a/', 'unnamed'],
    ['CON', 'CON'],
    ['NUL.wav', 'NUL.wav'],
    ['Anruf für Zoë.wav', 'Anruf für Zoë.wav'],
    ['e\u0301.wav', 'é.wav'],
    ['\ud800.wav', '\ufffd.wav'],
  ])('%j is shown as %j', (given, shown) => {
    expect(displayName(given)).toBe(shown);
  });

  test('is cut to length with its extension kept', () => {
    const shown = displayName(`${'é'.repeat(5000)}.wav`);
    expect(shown).toHaveLength(255);
    expect(shown.endsWith('é.wav')).toBe(true);
  });

  test('of any kind says something or nothing, and never throws', () => {
    for (const given of ['../../etc/passwd', '\0', 'x'.repeat(100_000), '\u202e', 'CON', '(((((', '\ud800']) {
      expect(describeCall({ fileNames: [given] }, readName).metadata).toEqual({});
    }
  });
});
