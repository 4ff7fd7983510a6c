import { Button, Group } from '@mantine/core';
import IconPhoneOff from '@tabler/icons-react/dist/esm/icons/IconPhoneOff.mjs';
import { Link } from '@tanstack/react-router';
import type { DrillDetail } from '../../../../src/model/drill-desk.ts';
import { Notice } from '../../parts/Notice.tsx';
import { phrasingSentences } from '../training/phrasing-words.ts';
import { endWords } from '../training/words.ts';

/** What comes after the call. */
export function Ended({ drill }: { drill: DrillDetail }) {
  return (
    <Notice tone="info" role="status" icon={IconPhoneOff} title="The call is over">
      {drill.ended && endWords[drill.ended]}{' '}
      {drill.answeredAt === null && 'It was never answered: there is no score.'}
      {drill.answeredAt !== null && drill.phrasing && <p>{phrasingSentences(drill.phrasing)}</p>}
      <Group mt="xs">
        {drill.answeredAt !== null && (
          <Button
            autoFocus
            size="sm"
            renderRoot={(props) => (
              <Link to="/training/$drillId/debrief" params={{ drillId: drill.id }} {...props} />
            )}
          >
            Open the debriefing
          </Button>
        )}
        <Button size="sm" variant="default" component={Link} to="/training">
          To the scenarios
        </Button>
      </Group>
    </Notice>
  );
}
