import { useHotkeys } from '@mantine/hooks';
import { useMemo, useState } from 'react';
import type { TextDraft } from './text-draft.ts';

export type View = 'form' | 'yaml';

/** Which view of a draft's text is shown, and what its form reads from the text. `read` has to be a constant. */
export function useEditorView<Form>(draft: TextDraft<unknown>, read: (text: string) => Form) {
  const [view, setView] = useState<View>('form');
  const [line, setLine] = useState<{ number: number } | null>(null);
  // Reading a large form takes some 20 ms: not with every key while the form is not shown.
  const formText = view === 'form' ? draft.text : draft.settledText;
  const form = useMemo(() => read(formText), [read, formText]);
  useHotkeys([['mod+s', () => void draft.save()]], []);
  const showLine = (number: number) => {
    setView('yaml');
    setLine({ number });
  };
  return { view, setView, line, showLine, form };
}
