/** Every query key of the dashboard, so that what is invalidated and what is asked cannot drift apart. */
export const keys = {
  calls: ['calls'] as const,
  callLists: ['calls', 'list'] as const,
  callList: (query: string) => ['calls', 'list', query] as const,
  callsOfKind: (kind: string) => ['calls', 'kind', kind] as const,
  call: (id: string) => ['calls', 'one', id] as const,
  progress: (id: string) => ['calls', 'progress', id] as const,
  peaks: (id: string) => ['calls', 'peaks', id] as const,
  facets: ['calls', 'facets'] as const,
  queue: ['queue'] as const,
  scorecards: ['scorecards'] as const,
  outlines: ['scorecards', 'outlines'] as const,
  library: ['scorecards', 'library'] as const,
  version: (id: string, version: number) => ['scorecards', 'version', id, version] as const,
  trial: (id: string, version: number, of: string, yaml: string) =>
    ['scorecard-trial', id, version, of, yaml] as const,
  backtest: (id: string | null) => ['scorecard-backtest', id] as const,
  speech: ['speech'] as const,
  agreement: ['agreement'] as const,
  languageModels: ['language-models'] as const,
};
