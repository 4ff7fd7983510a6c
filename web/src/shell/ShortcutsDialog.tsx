import { Kbd, Modal } from '@mantine/core';
import { Fragment } from 'react';
import classes from './ShortcutsDialog.module.css';

export interface ShortcutGroup {
  title: string;
  shortcuts: { caps: string[]; does: string }[];
}

interface Props {
  groups: ShortcutGroup[];
  onClose(): void;
}

export default function ShortcutsDialog({ groups, onClose }: Props) {
  return (
    <Modal
      opened
      onClose={onClose}
      title="Keyboard shortcuts"
      size="lg"
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <div className={classes.groups}>
        {groups
          .filter((group) => group.shortcuts.length > 0)
          .map((group) => (
            <section key={group.title}>
              <h2 className={classes.title}>{group.title}</h2>
              <dl className={classes.list}>
                {group.shortcuts.map((shortcut) => (
                  <Fragment key={shortcut.does}>
                    <dt>
                      {shortcut.caps.map((cap) => (
                        <Kbd key={cap} size="xs">
                          {cap}
                        </Kbd>
                      ))}
                    </dt>
                    <dd>{shortcut.does}</dd>
                  </Fragment>
                ))}
              </dl>
            </section>
          ))}
      </div>
    </Modal>
  );
}
