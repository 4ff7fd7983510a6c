import { Button, Menu } from '@mantine/core';
import { useUploads } from './UploadsProvider.tsx';
import type { Upload } from './uploads.ts';

/** For legs whose names do not tell that they belong together. */
export function PairMenu({ upload, ready }: { upload: Upload; ready: Upload[] }) {
  const { pair } = useUploads();
  const others = ready.filter((other) => other !== upload && other.recordings.length === 1);
  if (others.length === 0) return null;
  return (
    <Menu position="bottom-start" withInitialFocusPlaceholder={false}>
      <Menu.Target>
        <Button size="compact-xs" variant="subtle">
          Pair with…
        </Button>
      </Menu.Target>
      <Menu.Dropdown mah={320} style={{ overflowY: 'auto' }}>
        <Menu.Label>The other leg of the same call</Menu.Label>
        {others.map((other) => (
          <Menu.Item key={other.id} onClick={() => pair(upload.id, other.id)}>
            {other.recordings[0]?.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
