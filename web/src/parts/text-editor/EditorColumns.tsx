import { SegmentedControl } from '@mantine/core';
import type { ReactNode } from 'react';
import { LeaveGuard } from '../LeaveGuard.tsx';
import classes from './Editor.module.css';
import { Problems } from './Problems.tsx';
import type { TextDraft } from './text-draft.ts';
import type { useEditorView, View } from './use-editor-view.ts';
import { YamlEditor } from './YamlEditor.tsx';

interface Props {
  draft: TextDraft<unknown>;
  /** What the text is of: `scorecard`. */
  what: string;
  /** The name under which problems of this text come. */
  file: string;
  shown: Pick<ReturnType<typeof useEditorView>, 'view' | 'setView' | 'line' | 'showLine'>;
  form: ReactNode;
  /** What the right side is, for those who cannot see it. */
  label: string;
  children: ReactNode;
}

/** A draft's form or its YAML on the left, what comes of it on the right. */
export function EditorColumns({ draft, what, file, shown, form, label, children }: Props) {
  const { view, setView, line, showLine } = shown;
  return (
    <>
      <div className={classes.columns}>
        <section aria-label={`The ${what}`} className={classes.main}>
          <div className={classes.bar}>
            <SegmentedControl
              size="xs"
              aria-label={`How the ${what} is shown`}
              value={view}
              onChange={(value) => setView(value as View)}
              data={[
                { value: 'form', label: 'Form' },
                { value: 'yaml', label: 'YAML' },
              ]}
            />
            <Problems draft={draft} onShow={showLine} />
          </div>
          {view === 'form' ? form : <YamlEditor draft={draft} what={what} file={file} line={line} />}
        </section>
        <aside className={classes.side} aria-label={label}>
          {children}
        </aside>
      </div>
      <LeaveGuard when={draft.isDirty} title="Leave without saving?" leave="Leave">
        What you changed in this draft since it was saved would be lost.
      </LeaveGuard>
    </>
  );
}
