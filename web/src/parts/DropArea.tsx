import '@mantine/dropzone/styles.layer.css';
import { Button, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import type { TablerIcon } from '@tabler/icons-react';
import { type ReactNode, useRef } from 'react';
import classes from './DropArea.module.css';

interface Props {
  title: string;
  /** For those who cannot see it. */
  label: string;
  icon: TablerIcon;
  /** Once there are files, the list below matters more. */
  small: boolean;
  onFiles(files: File[]): void;
  /** What is taken. */
  children: ReactNode;
}

/** Takes any file: only the server can tell what it holds, and it says so with a reason. */
export function DropArea({ title, label, icon: Icon, small, onFiles, children }: Props) {
  const openDialog = useRef<() => void>(null);
  return (
    <Dropzone
      openRef={openDialog}
      onDrop={onFiles}
      activateOnClick={false}
      activateOnKeyboard={false}
      className={classes.area}
      data-small={small || undefined}
      inputProps={{ 'aria-label': label }}
      tabIndex={-1}
    >
      <div className={classes.inside}>
        {!small && <Icon size={42} stroke={1.3} aria-hidden className={classes.icon} />}
        <div>
          <Text fw={560} size={small ? 'md' : 'lg'}>
            {title}
          </Text>
          <Text size="sm" c="dimmed">
            {children}
          </Text>
        </div>
        <Button size="sm" variant={small ? 'default' : 'filled'} onClick={() => openDialog.current?.()}>
          Choose files
        </Button>
      </div>
    </Dropzone>
  );
}
