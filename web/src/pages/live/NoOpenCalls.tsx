import { Button, Code, EmptyState } from '@mantine/core';
import IconHeadset from '@tabler/icons-react/dist/esm/icons/IconHeadset.mjs';
import IconSearchOff from '@tabler/icons-react/dist/esm/icons/IconSearchOff.mjs';
import { Link } from '@tanstack/react-router';

/** @param props.bare on a screen on a wall: nobody stands before it to press a button */
export function NoOpenCalls({ bare }: { bare: boolean }) {
  return (
    <EmptyState
      mt="xl"
      icon={<IconHeadset size={44} stroke={1.3} aria-hidden />}
      title={<h2>No call is open</h2>}
      description={<>Calls appear here the moment a line opens.{!bare && <HowToSeeOne />}</>}
    >
      {!bare && (
        <EmptyState.Actions>
          <Button component={Link} to="/live/microphone" size="sm">
            Take a call
          </Button>
        </EmptyState.Actions>
      )}
    </EmptyState>
  );
}

export function NoOpenCallFits({ onClear }: { onClear(): void }) {
  return (
    <EmptyState
      mt="xl"
      icon={<IconSearchOff size={44} stroke={1.3} aria-hidden />}
      title={<h2>No open call fits</h2>}
      description="Other calls are open. New ones that fit appear by themselves."
    >
      <EmptyState.Actions>
        <Button variant="default" size="sm" onClick={onClear}>
          Show all open calls
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}

function HowToSeeOne() {
  return (
    <>
      {' '}
      To see one now, take a call with this computer’s microphone, or play recordings as live calls:{' '}
      <Code>npm run -s earshot -- live replay demo/calls/*.ogg</Code>
    </>
  );
}
