import { Button, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import IconFileMusic from '@tabler/icons-react/dist/esm/icons/IconFileMusic.mjs';
import { useRef } from 'react';
import classes from './DropArea.module.css';

interface Props {
  /** Once there are files, the list below matters more. */
  small: boolean;
  onFiles(files: File[]): void;
}

/** Takes any file: only the server can tell what is audio, and it says so with a reason. */
export function DropArea({ small, onFiles }: Props) {
  const openDialog = useRef<() => void>(null);
  return (
    <Dropzone
      openRef={openDialog}
      onDrop={onFiles}
      activateOnClick={false}
      activateOnKeyboard={false}
      className={classes.area}
      data-small={small || undefined}
      inputProps={{ 'aria-label': 'Recordings to upload' }}
      tabIndex={-1}
    >
      <div className={classes.inside}>
        {!small && <IconFileMusic size={42} stroke={1.3} aria-hidden className={classes.icon} />}
        <div>
          <Text fw={560} size={small ? 'md' : 'lg'}>
            Drop recordings here
          </Text>
          <Text size="sm" c="dimmed">
            WAV, MP3, Ogg, Opus, FLAC, M4A, AAC, WebM: mono, stereo, or two files for the two legs of one
            call. Transcripts (VTT, SRT, JSON) and JSON files with what is known of a call go with the
            recording of their name.
          </Text>
        </div>
        <Button size="sm" variant={small ? 'default' : 'filled'} onClick={() => openDialog.current?.()}>
          Choose files
        </Button>
      </div>
    </Dropzone>
  );
}
