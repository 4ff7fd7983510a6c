import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { DocumentText, KnowledgeHits, KnowledgeList } from '../../../src/model/knowledge.ts';
import { ask, tell } from './ask.ts';
import { keys } from './keys.ts';

export function useDocuments() {
  return useQuery({
    queryKey: keys.documents,
    queryFn: ({ signal }) => ask(KnowledgeList, '/knowledge/documents', { signal }),
  });
}

/** Asked for once it is opened. */
export function useDocumentText(id: string, opened: boolean) {
  return useQuery({
    queryKey: keys.document(id),
    queryFn: ({ signal }) => ask(DocumentText, `/knowledge/documents/${encodeURIComponent(id)}`, { signal }),
    enabled: opened,
  });
}

/** Nothing is asked while nothing is typed. */
export function useKnowledgeSearch(words: string) {
  return useQuery({
    queryKey: keys.knowledgeSearch(words),
    queryFn: ({ signal }) =>
      ask(KnowledgeHits, `/knowledge/search?${new URLSearchParams({ q: words })}`, { signal }),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
}

/** What the documents say about an open call; asked anew when what it is about changes. */
export function useSuggestions(callId: string, about: string, open: boolean) {
  return useQuery({
    queryKey: keys.suggestions(callId, about),
    queryFn: ({ signal }) => ask(KnowledgeHits, `/live/${encodeURIComponent(callId)}/knowledge`, { signal }),
    enabled: open && about !== '',
    placeholderData: keepPreviousData,
  });
}

/** Adds a document, or puts a file in the place of one. @throws ApiFailure */
export function sendDocument(file: File, replaces: string | null): Promise<DocumentText> {
  const path = replaces === null ? '' : `/${encodeURIComponent(replaces)}`;
  const query = new URLSearchParams({ fileName: file.name });
  const method = replaces === null ? 'POST' : 'PUT';
  return ask(DocumentText, `/knowledge/documents${path}?${query}`, { method, file });
}

/** What was known of the documents is asked for anew. */
export function useKnowledgeChanged(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: keys.knowledge });
}

export function useRenameDocument(id: string) {
  const changed = useKnowledgeChanged();
  return useMutation({
    mutationFn: (title: string) =>
      ask(DocumentText, `/knowledge/documents/${encodeURIComponent(id)}`, {
        method: 'PATCH',
        json: { title },
      }),
    onSuccess: changed,
  });
}

export function useRemoveDocument() {
  const changed = useKnowledgeChanged();
  return useMutation({
    mutationFn: (id: string) => tell(`/knowledge/documents/${encodeURIComponent(id)}`, { method: 'DELETE' }),
    onSettled: changed,
  });
}
