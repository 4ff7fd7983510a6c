import { expect, test } from 'vitest';
import { isForeign, isOwnHost } from './safety.ts';

test.each([
  ['localhost', true],
  ['localhost:8911', true],
  ['LOCALHOST:1', true],
  ['127.0.0.1:8911', true],
  ['127.9.9.9', true],
  ['[::1]:8911', true],
  ['earshot.example.org', true],
  ['earshot.example.org:443', true],
  ['evil.example', false],
  ['localhost.evil.example', false],
  ['127.0.0.1.evil.example', false],
  ['10.0.0.7:8911', false],
  ['0.0.0.0:8911', false],
  ['[::]:8911', false],
  ['user@localhost', false],
  ['localhost/evil', false],
  ['evil.example#localhost', false],
  ['', false],
  [undefined, false],
])('the host %s is ours: %s', (host, own) => {
  expect(isOwnHost(host, ['earshot.example.org'])).toBe(own);
});

const host = 'localhost:8911';

test('programs, which name no origin, may change things', () => {
  expect(isForeign({ host }, 'POST', [])).toBe(false);
});

test('our own page may change things', () => {
  const own = { host, origin: 'http://localhost:8911', 'sec-fetch-site': 'same-origin' as const };
  expect(isForeign(own, 'DELETE', [])).toBe(false);
});

test.each([
  'http://evil.example',
  'http://localhost:3000',
  'http://127.0.0.1:8911',
  'null',
  'file://',
  'junk',
])('a page of %s may not change things', (origin) => {
  expect(isForeign({ host, origin }, 'POST', [])).toBe(true);
});

test('a page of the reverse proxy may change things, with or without the proxy passing its host on', () => {
  const origin = 'https://earshot.example.org';
  expect(isForeign({ host, origin }, 'POST', ['earshot.example.org'])).toBe(false);
  expect(isForeign({ host: 'earshot.example.org', origin }, 'POST', ['earshot.example.org'])).toBe(false);
});

test('a form another site sends is foreign even without an origin', () => {
  const headers = { host, 'sec-fetch-site': 'cross-site', 'sec-fetch-mode': 'navigate' } as const;
  expect(isForeign(headers, 'POST', [])).toBe(true);
});

test('another site may link to our pages and may not load our files', () => {
  const headers = { host, 'sec-fetch-site': 'cross-site' } as const;
  expect(isForeign({ ...headers, 'sec-fetch-mode': 'navigate' }, 'GET', [])).toBe(false);
  expect(isForeign({ ...headers, 'sec-fetch-mode': 'no-cors' }, 'GET', [])).toBe(true);
});
