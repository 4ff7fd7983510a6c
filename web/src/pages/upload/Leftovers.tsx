import { Notice } from '../../parts/Notice.tsx';
import type { Leftover } from './bundles.ts';
import classes from './UploadPage.module.css';

interface Props {
  leftovers: Leftover[];
  onDismiss(): void;
}

export function Leftovers({ leftovers, onDismiss }: Props) {
  if (leftovers.length === 0) return null;
  const title = leftovers.length === 1 ? 'A file was left out' : `${leftovers.length} files were left out`;
  return (
    <div className={classes.leftovers}>
      <Notice tone="fair" role="status" title={title} onDismiss={onDismiss}>
        <ul>
          {leftovers.map(({ file, why }) => (
            <li key={file.name}>
              {file.name}: {why}
            </li>
          ))}
        </ul>
        Drop both together, or attach a transcript on the page of its call.
      </Notice>
    </div>
  );
}
