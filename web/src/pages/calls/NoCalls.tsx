import { Button, Code, EmptyState } from '@mantine/core';
import IconPhoneIncoming from '@tabler/icons-react/dist/esm/icons/IconPhoneIncoming.mjs';
import IconSearchOff from '@tabler/icons-react/dist/esm/icons/IconSearchOff.mjs';
import { Link } from '@tanstack/react-router';

export function NoCalls() {
  return (
    <EmptyState
      mt="xl"
      icon={<IconPhoneIncoming size={44} stroke={1.3} aria-hidden />}
      title={<h2>No calls yet</h2>}
      description={
        <>
          Drop recordings on the Upload page, put them into the watch folder, or run{' '}
          <Code>npm run -s earshot -- import calls/*.wav</Code>. Each call appears here at once and fills up
          as it is heard and judged.
        </>
      }
    >
      <EmptyState.Actions>
        <Button component={Link} to="/upload" size="sm">
          Upload recordings
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}

export function NothingFound({ words, onClear }: { words: string | undefined; onClear(): void }) {
  return (
    <EmptyState
      mt="xl"
      icon={<IconSearchOff size={44} stroke={1.3} aria-hidden />}
      title={<h2>No call matches</h2>}
      description={
        words
          ? 'Every word must be said in the call. Try fewer words, “or” between them, or fewer filters.'
          : 'No call fits all of these filters at once.'
      }
    >
      <EmptyState.Actions>
        <Button variant="default" size="sm" onClick={onClear}>
          Clear search and filters
        </Button>
      </EmptyState.Actions>
    </EmptyState>
  );
}
