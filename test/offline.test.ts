import { join } from 'node:path';
import { expect, test } from 'vitest';
import { AgreementReport } from '../src/model/agreement.ts';
import { packsFolder } from '../src/places.ts';
import { earshot } from './command-line.ts';

const golden = join(packsFolder, 'psap', 'golden');

test('the command line judges one call without a server and prints nothing but JSON', async () => {
  const { code, stdout } = await earshot(['analyse', join(golden, 'chest-pain-bus.yaml'), '--json']);
  expect(code).toBe(0);
  const result = JSON.parse(stdout);
  const names =
    'entities risk pii actionItems incidentType priority callerState intent sentiment complaint criteria criteriaCc scores8 evidence autoFail evaluations notes';
  for (const name of names.split(' ')) expect(result, name).toHaveProperty(name);
});

test('the command line tells how far the rules agree with labelled calls', async () => {
  const { code, stdout } = await earshot(['eval', golden, '--json']);
  expect(code).toBe(0);
  expect(AgreementReport.parse(JSON.parse(stdout)).calls).toBeGreaterThan(15);
});

test('a file that is not a call ends the command with an error and its code', async () => {
  const { code, stdout } = await earshot(['analyse', join(golden, '..', 'pack.yaml'), '--json']);
  expect(code).toBe(1);
  expect(JSON.parse(stdout).error.code).toBe('call_file_invalid');
});

test.each([
  ['--calls', '0'],
  ['--calls', '-1'],
  ['--speed', '0'],
  ['--speed', 'Infinity'],
  ['--duration', '-5'],
])('a replay of %s %s is refused before anything is opened', async (flag, value) => {
  const { code, stdout, stderr } = await earshot(['live', 'replay', 'none.wav', flag, value]);
  expect({ code, stdout }).toEqual({ code: 1, stdout: '' });
  expect(stderr).toContain(flag);
});
