import { expect, test } from 'vitest';
import { attachment } from './file-name.ts';

test('a name goes into a header without a way to end it', () => {
  expect(attachment('a"; filename="b.html')).toBe(
    `attachment; filename="a_; filename=_b.html"; filename*=UTF-8''a%22%3B%20filename%3D%22b.html`,
  );
  expect(attachment("l'été (1).wav")).toBe(
    `attachment; filename="l'_t_ (1).wav"; filename*=UTF-8''l%27%C3%A9t%C3%A9%20%281%29.wav`,
  );
  expect(attachment('x\r\nset-cookie: a=b')).not.toMatch(/[\r\n]/);
});
