import { expect, test } from 'vitest';
import { judgeFormer, parsePostmasterFile, servesCluster } from './postmaster.ts';

const folder = '/var/lib/ear shot/postgres';
const text = [
  '4711',
  folder,
  '1795233721',
  '34199',
  '',
  '127.0.0.1',
  '  2171775        11',
  'ready   ',
  '',
].join('\n');
const command = ['/opt/earshot/bin/postgres', '-D', folder, '-c', 'port=34199'];

test('a pid file is read as far as it is written', () => {
  expect(parsePostmasterFile(text)).toEqual({ pid: 4711, port: 34_199, status: 'ready' });
  expect(parsePostmasterFile(text.replace('ready   ', 'stopping'))).toMatchObject({ status: 'stopping' });
  expect(parsePostmasterFile(`4711\n${folder}\n`)).toEqual({ pid: 4711, port: undefined, status: undefined });
});

test.each(['', '\n', 'x', '0', '-5', '47 11'])('a torn pid file (%j) names no process', (torn) => {
  expect(parsePostmasterFile(torn)).toBeUndefined();
});

test('a server of this cluster that still runs is an orphan', () => {
  expect(judgeFormer(parsePostmasterFile(text), command, folder)).toEqual({ kind: 'orphan', pid: 4711 });
});

test('a pid that nobody has, or another program has by now, is stale', () => {
  const file = parsePostmasterFile(text);
  expect(judgeFormer(file, undefined, folder)).toEqual({ kind: 'stale' });
  expect(judgeFormer(file, ['node', 'server.ts', '-D', folder], folder)).toEqual({ kind: 'stale' });
  expect(judgeFormer(undefined, command, folder)).toEqual({ kind: 'none' });
});

test('a server is told by its folder, however the command line is written', () => {
  expect(servesCluster([command.join(' ')], folder)).toBe(true);
  expect(servesCluster(['C:\\earshot\\postgres.exe', '-D', 'C:\\data\\postgres'], 'C:\\data\\postgres')).toBe(
    true,
  );
  expect(servesCluster(['postgres', '-D', `${folder}-of-another`], folder)).toBe(false);
  expect(servesCluster(['postgres:', 'checkpointer'], folder)).toBe(false);
});
