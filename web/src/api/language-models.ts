import { useQuery } from '@tanstack/react-query';
import { LanguageModelList } from '../../../src/model/api.ts';
import { ask } from './ask.ts';
import { keys } from './keys.ts';

const refreshMs = 30_000;

export function useLanguageModels() {
  return useQuery({
    queryKey: keys.languageModels,
    queryFn: ({ signal }) => ask(LanguageModelList, '/language-models', { signal }),
    refetchInterval: refreshMs,
  });
}
