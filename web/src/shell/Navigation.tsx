import { UnstyledButton } from '@mantine/core';
import { useLocalStorage, useMediaQuery } from '@mantine/hooks';
import IconKeyboard from '@tabler/icons-react/dist/esm/icons/IconKeyboard.mjs';
import IconLayoutSidebarLeftCollapse from '@tabler/icons-react/dist/esm/icons/IconLayoutSidebarLeftCollapse.mjs';
import IconLayoutSidebarLeftExpand from '@tabler/icons-react/dist/esm/icons/IconLayoutSidebarLeftExpand.mjs';
import { Link } from '@tanstack/react-router';
import { Brand } from './Brand.tsx';
import { ColorSchemeToggle } from './ColorSchemeToggle.tsx';
import { Named } from './Named.tsx';
import classes from './Navigation.module.css';
import { useNavigationLinks } from './navigation-links.ts';
import { useShortcutsDialog } from './Shortcuts.tsx';

type Chosen = 'wide' | 'narrow' | 'auto';

export function Navigation() {
  const roomy = useMediaQuery('(min-width: 68em)', true, { getInitialValueInEffect: false });
  const [chosen, setChosen] = useLocalStorage<Chosen>({
    key: 'earshot-navigation',
    defaultValue: 'auto',
    getInitialValueInEffect: false,
  });
  const narrow = chosen === 'auto' ? !roomy : chosen === 'narrow';
  const openShortcuts = useShortcutsDialog();
  const links = useNavigationLinks();

  return (
    <nav aria-label="Main" className={classes.bar} data-narrow={narrow || undefined}>
      <Link to="/calls" className={classes.brand} aria-label="Earshot, to the calls">
        <Brand />
        {!narrow && <span>Earshot</span>}
      </Link>
      <div className={classes.links}>
        {links.map(({ to, label, icon: Icon, note }) => (
          <Named key={to} narrow={narrow} label={label}>
            <Link to={to} className={classes.item} activeProps={{ 'data-active': true }}>
              <Icon size={20} stroke={1.6} aria-hidden />
              <span className={narrow ? classes.says : undefined}>{label}</span>
              {note && (
                <span className={classes.note} data-tone={note.tone} title={note.says}>
                  <span aria-hidden>{note.text}</span>
                  <span className={classes.says}>{note.says}</span>
                </span>
              )}
            </Link>
          </Named>
        ))}
      </div>
      <div className={classes.foot}>
        <Named narrow={narrow} label="Keyboard shortcuts">
          <UnstyledButton className={classes.item} onClick={openShortcuts} aria-label="Keyboard shortcuts">
            <IconKeyboard size={20} stroke={1.6} aria-hidden />
            {!narrow && <span>Shortcuts</span>}
          </UnstyledButton>
        </Named>
        <ColorSchemeToggle narrow={narrow} />
        <Named narrow={narrow} label="Widen the navigation">
          <UnstyledButton
            className={classes.item}
            onClick={() => setChosen(narrow ? 'wide' : 'narrow')}
            aria-label={narrow ? 'Widen the navigation' : 'Narrow the navigation'}
          >
            {narrow ? (
              <IconLayoutSidebarLeftExpand size={20} stroke={1.6} aria-hidden />
            ) : (
              <IconLayoutSidebarLeftCollapse size={20} stroke={1.6} aria-hidden />
            )}
            {!narrow && <span>Narrow</span>}
          </UnstyledButton>
        </Named>
      </div>
    </nav>
  );
}
