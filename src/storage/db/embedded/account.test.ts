import { expect, test } from 'vitest';
import { chooseAccount } from './account.ts';

function accounts(there: string[], options: { canCreate: boolean } = { canCreate: false }) {
  const names = new Set(there);
  const created: string[] = [];
  return {
    created,
    async find(name: string) {
      return names.has(name) ? { name, uid: name === 'toor' ? 0 : 100, gid: 100 } : undefined;
    },
    async create(name: string) {
      created.push(name);
      if (options.canCreate) names.add(name);
    },
  };
}

test('an account of our own is used as it is', async () => {
  const system = accounts(['earshot', 'postgres']);
  expect(await chooseAccount(system)).toMatchObject({ name: 'earshot' });
  expect(system.created).toEqual([]);
});

test('without one, one is made', async () => {
  expect(await chooseAccount(accounts(['postgres'], { canCreate: true }))).toMatchObject({ name: 'earshot' });
});

test('where none can be made, postgres or else nobody will do', async () => {
  expect(await chooseAccount(accounts(['postgres', 'nobody']))).toMatchObject({ name: 'postgres' });
  expect(await chooseAccount(accounts(['nobody']))).toMatchObject({ name: 'nobody' });
  expect(await chooseAccount(accounts([]))).toBeUndefined();
});
