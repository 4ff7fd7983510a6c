import { defineConfig } from 'vitest/config';
import { ClosingLine } from './test/closing-line.ts';

export default defineConfig({
  test: {
    include: ['{src,test,web,demo,packs,bench}/**/*.test.{ts,tsx}'],
    globalSetup: ['./test/database.ts'],
    // Real servers, real files and child processes: processes of their own, and time to start.
    pool: 'forks',
    testTimeout: 30_000,
    hookTimeout: 60_000,
    reporters: [['default', { summary: false }], new ClosingLine()],
  },
});
