import IconPlugConnectedX from '@tabler/icons-react/dist/esm/icons/IconPlugConnectedX.mjs';
import { useConnection } from '../api/LiveUpdates.tsx';
import classes from './ConnectionBanner.module.css';

export function ConnectionBanner() {
  const lost = useConnection() === 'lost';
  return (
    <div role="status" aria-live="polite">
      {lost && (
        <p className={classes.banner}>
          <IconPlugConnectedX size={18} aria-hidden />
          Earshot does not answer. What you see may be old; this page reconnects by itself.
        </p>
      )}
    </div>
  );
}
