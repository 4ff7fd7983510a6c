import { VisuallyHidden } from '@mantine/core';
import type { ReactNode } from 'react';
import { StatusChip } from '../text-editor/StatusChip.tsx';
import { historyOf, type ListedVersion } from './listed-version.ts';
import classes from './Versions.module.css';

interface Props<Version> {
  /** What they are versions of. */
  title: string;
  versions: Version[];
  link(version: Version): ReactNode;
  actions(version: Version): ReactNode;
}

/** All versions of one text, on demand. */
export function Versions<Version extends ListedVersion>({ title, versions, link, actions }: Props<Version>) {
  return (
    <details className={classes.versions}>
      <summary>
        {versions.length === 1 ? '1 version' : `${versions.length} versions`}
        <VisuallyHidden> of {title}</VisuallyHidden>
      </summary>
      <ul>
        {versions.map((version) => (
          <li key={version.version}>
            {link(version)}
            <StatusChip version={version} />
            <span className={classes.said}>{historyOf(version)}</span>
            {actions(version)}
          </li>
        ))}
      </ul>
    </details>
  );
}
