import { type MantineColorScheme, UnstyledButton, useMantineColorScheme } from '@mantine/core';
import type { TablerIcon } from '@tabler/icons-react';
import IconBrightnessAuto from '@tabler/icons-react/dist/esm/icons/IconBrightnessAuto.mjs';
import IconMoon from '@tabler/icons-react/dist/esm/icons/IconMoon.mjs';
import IconSun from '@tabler/icons-react/dist/esm/icons/IconSun.mjs';
import { Named } from './Named.tsx';
import classes from './Navigation.module.css';

const schemes: Record<MantineColorScheme, { label: string; icon: TablerIcon; next: MantineColorScheme }> = {
  auto: { label: 'Colours: system', icon: IconBrightnessAuto, next: 'light' },
  light: { label: 'Colours: light', icon: IconSun, next: 'dark' },
  dark: { label: 'Colours: dark', icon: IconMoon, next: 'auto' },
};

export function ColorSchemeToggle({ narrow }: { narrow: boolean }) {
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const { label, icon: Icon, next } = schemes[colorScheme];
  return (
    <Named narrow={narrow} label={label}>
      <UnstyledButton
        className={classes.item}
        onClick={() => setColorScheme(next)}
        aria-label={`${label}. Change to ${next === 'auto' ? 'system' : next}`}
      >
        <Icon size={20} stroke={1.6} aria-hidden />
        {!narrow && <span>{label}</span>}
      </UnstyledButton>
    </Named>
  );
}
