import { type CSSVariablesResolver, createTheme, type MantineColorsTuple } from '@mantine/core';

/**
 * The identity in one place. Two hues carry meaning everywhere: teal for the call taker or agent (and for what
 * can be acted on), clay for the caller or customer. Bands, flags and roles always come with words as well.
 *
 * Every text colour below has a contrast of at least 4.5:1 on page, surface, sunk and on its own soft ground,
 * in both schemes (the lowest is 5.2:1).
 */
export interface Scheme {
  page: string;
  surface: string;
  sunk: string;
  line: string;
  ink: string;
  soft: string;
  agent: string;
  agentSoft: string;
  customer: string;
  customerSoft: string;
  other: string;
  otherSoft: string;
  other2: string;
  other2Soft: string;
  good: string;
  goodSoft: string;
  fair: string;
  fairSoft: string;
  poor: string;
  poorSoft: string;
  info: string;
  infoSoft: string;
  mark: string;
  silence: string;
}

const light: Scheme = {
  page: '#f6f7f6',
  surface: '#ffffff',
  sunk: '#eef1ef',
  line: '#dde3e0',
  ink: '#1d2625',
  soft: '#55625f',
  agent: '#13616b',
  agentSoft: '#e4f1f2',
  customer: '#9a4f20',
  customerSoft: '#f8ece3',
  other: '#5d5a78',
  otherSoft: '#ecebf3',
  other2: '#566019',
  other2Soft: '#eef0dd',
  good: '#20704a',
  goodSoft: '#e3f2ea',
  fair: '#7a5b00',
  fairSoft: '#f7efd6',
  poor: '#b0243c',
  poorSoft: '#fbe7ea',
  info: '#3d5a80',
  infoSoft: '#e7edf5',
  mark: '#fdeeb5',
  silence: 'rgb(85 98 95 / 14%)',
};

const dark: Scheme = {
  page: '#12181a',
  surface: '#192123',
  sunk: '#20292b',
  line: '#2d383a',
  ink: '#e3e9e7',
  soft: '#a3b0ad',
  agent: '#6cc3cb',
  agentSoft: '#173338',
  customer: '#e2a177',
  customerSoft: '#3a2a20',
  other: '#b3aed6',
  otherSoft: '#2b2a3a',
  other2: '#c3cc86',
  other2Soft: '#2e3119',
  good: '#74c79a',
  goodSoft: '#1a3427',
  fair: '#dcbc5c',
  fairSoft: '#393115',
  poor: '#f08a99',
  poorSoft: '#3f2127',
  info: '#9db9dd',
  infoSoft: '#222f40',
  mark: '#5a4a12',
  silence: 'rgb(163 176 173 / 16%)',
};

/** For what CSS variables cannot reach: a canvas. */
export const schemes = { light, dark };

const teal: MantineColorsTuple = [
  '#eef7f7',
  '#d8ebec',
  '#b2d8da',
  '#8ccdd3',
  '#5fb8c1',
  '#3b929a',
  '#1d7e89',
  '#166a74',
  '#13616b',
  '#0c3f46',
];

const clay: MantineColorsTuple = [
  '#fbf2ec',
  '#f4e0d3',
  '#e8c1a8',
  '#e2a177',
  '#cf8456',
  '#c26f3c',
  '#ad5c2b',
  '#9a4f20',
  '#7b3f19',
  '#592c13',
];

const gray: MantineColorsTuple = [
  '#f6f7f6',
  '#eef1ef',
  '#e5eae7',
  '#dde3e0',
  '#c3ccc8',
  '#7f8c88',
  '#66736f',
  '#55625f',
  '#37423f',
  '#1d2625',
];

const darkTuple: MantineColorsTuple = [
  '#e3e9e7',
  '#c0cac7',
  '#a3b0ad',
  '#7b8987',
  '#3d494b',
  '#2d383a',
  '#20292b',
  '#192123',
  '#12181a',
  '#0c1112',
];

const systemFont =
  'system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Helvetica Neue", Arial, sans-serif';

export const theme = createTheme({
  primaryColor: 'teal',
  primaryShade: { light: 7, dark: 6 },
  colors: { teal, clay, gray, dark: darkTuple },
  black: light.ink,
  fontFamily: systemFont,
  fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "DejaVu Sans Mono", Consolas, monospace',
  // 12 · 13 · 14 · 16 · 20: a screen full of facts, read all day.
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.25rem' },
  lineHeights: { xs: '1.35', sm: '1.4', md: '1.5', lg: '1.5', xl: '1.35' },
  headings: {
    fontFamily: systemFont,
    fontWeight: '620',
    sizes: {
      h1: { fontSize: '1.375rem', lineHeight: '1.25' },
      h2: { fontSize: '1rem', lineHeight: '1.35' },
      h3: { fontSize: '0.875rem', lineHeight: '1.4' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '5px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  focusRing: 'auto',
  components: {
    Tooltip: { defaultProps: { withArrow: true, multiline: true, maw: 340, openDelay: 200 } },
    ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
    Button: { defaultProps: { size: 'xs' } },
    Select: { defaultProps: { size: 'xs', checkIconPosition: 'right' } },
    TextInput: { defaultProps: { size: 'xs' } },
    NumberInput: { defaultProps: { size: 'xs' } },
    Modal: { defaultProps: { centered: true, radius: 'md' } },
  },
});

function schemeVariables(scheme: Scheme): Record<string, string> {
  return Object.fromEntries(
    Object.entries(scheme).map(([name, value]) => [
      `--ear-${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`,
      value,
    ]),
  );
}

export const themeVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    ...schemeVariables(light),
    '--mantine-color-body': light.page,
    '--mantine-color-text': light.ink,
    '--mantine-color-dimmed': light.soft,
    '--mantine-color-placeholder': light.soft,
    '--mantine-color-default-border': '#c3ccc8',
    '--mantine-color-error': light.poor,
    '--mantine-color-anchor': light.agent,
  },
  dark: {
    ...schemeVariables(dark),
    '--mantine-color-body': dark.page,
    '--mantine-color-text': dark.ink,
    '--mantine-color-dimmed': dark.soft,
    '--mantine-color-placeholder': dark.soft,
    '--mantine-color-error': dark.poor,
    '--mantine-color-anchor': dark.agent,
    '--mantine-primary-color-light-color': dark.agent,
  },
});
