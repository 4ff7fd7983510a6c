import { useEffect, useId, useRef, useState } from 'react';
import type { TextDraft } from './text-draft.ts';
import classes from './YamlEditor.module.css';

interface Props {
  draft: Pick<TextDraft<unknown>, 'text' | 'edit' | 'isEditable' | 'problems'>;
  /** What the text is of: "scorecard". */
  what: string;
  /** The name under which mistakes of this text are told. */
  file: string;
  /** A line to bring into view; a new object each time it is asked for. */
  line: { number: number } | null;
}

/** The text itself, with line numbers, and mistakes beside the line they are in. */
export function YamlEditor({ draft, what, file, line }: Props) {
  const area = useRef<HTMLTextAreaElement>(null);
  const hintId = useId();
  const [scrolled, setScrolled] = useState({ top: 0, left: 0 });
  const lines = draft.text.split('\n');
  const own = problemsByLine(draft, file);

  useEffect(() => {
    if (line && area.current) goToLine(area.current, line.number);
  }, [line]);

  return (
    <div className={classes.editor}>
      <div className={classes.gutter} aria-hidden>
        <div style={{ transform: `translateY(${-scrolled.top}px)` }}>
          {lines.map((_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a line is its number
            <div key={index} data-wrong={own.has(index + 1) || undefined}>
              {index + 1}
            </div>
          ))}
        </div>
      </div>
      <div className={classes.page}>
        <textarea
          ref={area}
          className={classes.text}
          aria-label={`YAML of the ${what}`}
          aria-invalid={own.size > 0}
          aria-describedby={hintId}
          readOnly={!draft.isEditable}
          spellCheck={false}
          autoCapitalize="off"
          autoComplete="off"
          wrap="off"
          value={draft.text}
          onChange={({ currentTarget: { value } }) => draft.edit(() => value)}
          onScroll={({ currentTarget: { scrollTop, scrollLeft } }) =>
            setScrolled({ top: scrollTop, left: scrollLeft })
          }
        />
        <div className={classes.notes} aria-hidden>
          <div style={{ transform: `translate(${-scrolled.left}px, ${-scrolled.top}px)` }}>
            {[...own].map(([number, problem]) => (
              <div
                key={number}
                className={classes.note}
                style={
                  { '--line': number - 1, '--length': lines[number - 1]?.length ?? 0 } as React.CSSProperties
                }
              >
                {problem}
              </div>
            ))}
          </div>
        </div>
      </div>
      <p id={hintId} className={classes.hint}>
        {own.size === 0
          ? `The whole ${what}. The form shows the same text.`
          : [...own].map(([number, problem]) => `Line ${number}: ${problem}.`).join(' ')}
      </p>
    </div>
  );
}

/** Mistakes in this text, not those in files it uses. */
function problemsByLine(
  { problems }: Pick<TextDraft<unknown>, 'problems'>,
  file: string,
): ReadonlyMap<number, string> {
  const own = problems.filter((one) => one.file === file);
  const byLine = Map.groupBy(own, (one) => one.line);
  return new Map([...byLine].map(([number, of]) => [number, of.map((one) => one.problem).join('; ')]));
}

function goToLine(area: HTMLTextAreaElement, number: number): void {
  const before = area.value.split('\n').slice(0, number - 1);
  const start = before.reduce((sum, line) => sum + line.length + 1, 0);
  const end = area.value.indexOf('\n', start);
  area.focus();
  area.setSelectionRange(start, end === -1 ? area.value.length : end);
  const lineHeight = Number.parseFloat(getComputedStyle(area).lineHeight);
  area.scrollTop = Math.max(0, (number - 4) * lineHeight);
  area.scrollLeft = 0;
}
