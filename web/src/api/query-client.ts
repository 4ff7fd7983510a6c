import { QueryClient } from '@tanstack/react-query';
import { ApiFailure } from './ask.ts';

const tries = 2;

export function openQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Live events say when something changed; this only bounds how old an unseen page may be.
        staleTime: 20_000,
        retry: (failed, error) => failed < tries && error instanceof ApiFailure && error.passing,
      },
      mutations: { retry: false },
    },
  });
}
