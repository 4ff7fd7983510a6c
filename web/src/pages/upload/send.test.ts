import { expect, test } from 'vitest';
import { formOf } from './send.ts';
import type { Bundle } from './uploads.ts';

const bundle: Bundle = {
  recordings: [new File(['a'], 'x_agent.wav'), new File(['b'], 'x_caller.wav')],
  transcript: new File(['WEBVTT'], 'x.vtt'),
  sidecar: null,
  paired: 'by name',
  channels: ['agent', 'customer'],
};

test('facts go before files, and both legs under one name', () => {
  const form = formOf(bundle, { kind: 'psap', queue: '911 East' });
  expect([...form.keys()]).toEqual(['kind', 'queue', 'channels', 'transcript', 'file', 'file']);
});

test('what the names say of the channels goes before what was told for the batch', () => {
  expect(formOf(bundle, { channels: ['customer', 'agent'] }).get('channels')).toBe('agent,customer');
  const unnamed = { ...bundle, channels: null };
  expect(formOf(unnamed, { channels: ['customer', 'agent'] }).get('channels')).toBe('customer,agent');
});
