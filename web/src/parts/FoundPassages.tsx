import type { UseQueryResult } from '@tanstack/react-query';
import { type ReactNode, type Ref, useState } from 'react';
import type { KnowledgeHit, KnowledgeHits } from '../../../src/model/knowledge.ts';
import classes from './FoundPassages.module.css';
import { PassageHit } from './PassageHit.tsx';
import { toProblem } from './to-problem.ts';

interface Props {
  found: UseQueryResult<KnowledgeHits>;
  listRef?: Ref<HTMLUListElement>;
  onOpen?(hit: KnowledgeHit): void;
}

/** What a search in the documents found, and in words how much that is. */
export function FoundPassages({ found, ...rest }: Props) {
  const { data, error } = found;
  return (
    <>
      <p className={classes.quiet} role="status">
        {error ? toProblem(error).message : data && countWords(data)}
      </p>
      {data && <PassageList hits={data.hits} {...rest} />}
    </>
  );
}

interface ListProps extends Omit<Props, 'found'> {
  hits: readonly KnowledgeHit[];
  /** What stands beside a passage. */
  beside?(hit: KnowledgeHit): ReactNode;
}

/** Passages of which one at a time is opened in place. */
export function PassageList({ hits, listRef, onOpen, beside }: ListProps) {
  const [opened, setOpened] = useState<string | null>(null);
  if (hits.length === 0) return null;
  return (
    <ul className={classes.hits} ref={listRef}>
      {hits.map((hit) => (
        <li key={hit.id}>
          <PassageHit
            hit={hit}
            opened={opened === hit.id}
            onToggle={() => {
              if (opened !== hit.id) onOpen?.(hit);
              setOpened(opened === hit.id ? null : hit.id);
            }}
          />
          {beside && <span className={classes.beside}>{beside(hit)}</span>}
        </li>
      ))}
    </ul>
  );
}

function countWords({ hits, corrected }: KnowledgeHits): string {
  if (hits.length === 0) return 'No document says so. Try fewer or other words.';
  const passages = hits.length === 1 ? '1 passage' : `${hits.length} passages`;
  return corrected === null ? passages : `${passages} for “${corrected}”`;
}
