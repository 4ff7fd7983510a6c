import IconFlag from '@tabler/icons-react/dist/esm/icons/IconFlag.mjs';
import { Link } from '@tanstack/react-router';
import { Notice } from '../../../parts/Notice.tsx';

/** There is nothing more to watch. */
export function Over({ drillId }: { drillId: string }) {
  return (
    <Notice tone="info" role="status" icon={IconFlag} title="The drill is over">
      What it came to stands in its{' '}
      <Link to="/training/$drillId/debrief" params={{ drillId }}>
        debriefing
      </Link>
      .
    </Notice>
  );
}
