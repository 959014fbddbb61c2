import { createTheme, type CSSVariablesResolver, localStorageColorSchemeManager, type MantineColorsTuple } from '@mantine/core';
import { t } from '../i18n';
import { schemeKey } from './appearance';

// Shades 6 (dark scheme) and 7 (light scheme) carry white text: each has a contrast of at least 4.5 with white.
// Shade 9 on shade 1 is the text of light badges and buttons: at least 7.
const lake: MantineColorsTuple = ['#eef6f9', '#dcebf1', '#b8d6e2', '#8fc0d4', '#6aabc6', '#4a8ea9', '#2b7391', '#1c5f7c', '#134f69', '#0c3b50'];
const red: MantineColorsTuple = ['#fdf0ee', '#fbe0dd', '#f5beb8', '#ef9a92', '#ea7d74', '#d9544b', '#c2362e', '#a82620', '#8c1d18', '#6e1511'];
const green: MantineColorsTuple = ['#eef7f0', '#dbeee0', '#b5dcc0', '#8cc99d', '#6bb880', '#3f9459', '#257541', '#1c6335', '#155029', '#0e3c1e'];
const amber: MantineColorsTuple = ['#fdf6e7', '#faebcc', '#f3d598', '#ecbf63', '#e2aa3a', '#bd7f0d', '#90590a', '#7c4b06', '#653c03', '#4c2d02'];
const gray: MantineColorsTuple = ['#f7f6f4', '#eeecea', '#e2e0dc', '#d0cdc8', '#b4b1ab', '#8b8983', '#6b6a66', '#53534f', '#3d3d3a', '#262624'];
const dark: MantineColorsTuple = ['#e4e7ea', '#c8ced3', '#adb6bd', '#96a1a9', '#4c5761', '#37424b', '#27313a', '#1c242b', '#151b21', '#0e1317'];

/** The theme in the language of the moment (names of controls are words too). */
export const makeTheme = () => createTheme({
  primaryColor: 'lake',
  primaryShade: { light: 7, dark: 6 },
  colors: { lake, red, green, amber, gray, dark },
  black: '#1d1f21',
  fontFamily: "'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
  // Two stacked marks (ế, ỗ, ậ) need the room: no line is lower than 1.5.
  lineHeights: { xs: '1.5', sm: '1.55', md: '1.6', lg: '1.6', xl: '1.6' },
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '1rem', lg: '1.125rem', xl: '1.25rem' },
  headings: {
    fontFamily: "'Be Vietnam Pro', 'Segoe UI', Roboto, 'Noto Sans', sans-serif",
    fontWeight: '600',
    textWrap: 'balance',
    sizes: {
      h1: { fontSize: '1.625rem', lineHeight: '1.5' },
      h2: { fontSize: '1.25rem', lineHeight: '1.5' },
      h3: { fontSize: '1.0625rem', lineHeight: '1.5' },
    },
  },
  defaultRadius: 'sm',
  radius: { xs: '3px', sm: '6px', md: '8px', lg: '12px', xl: '20px' },
  cursorType: 'pointer',
  respectReducedMotion: true,
  // By name, not by `Modal.extend(…)`: that would put the whole kit into the first load.
  components: {
    Anchor: { defaultProps: { underline: 'always' } },
    // Vietnamese capitals with marks are hard to read in small badges; the words stay as they are written.
    Badge: { defaultProps: { variant: 'light', radius: 'sm', tt: 'none', fw: 500, size: 'lg' } },
    Modal: {
      defaultProps: { centered: true, overlayProps: { backgroundOpacity: 0.45 }, closeButtonProps: { 'aria-label': t('common.close') } },
    },
    Table: { defaultProps: { verticalSpacing: 'sm', horizontalSpacing: 'md' } },
    Pagination: {
      defaultProps: {
        getControlProps: (control: 'first' | 'last' | 'next' | 'previous') => ({ 'aria-label': t(`common.page_${control}`) }),
        getItemProps: (page: number) => ({ 'aria-label': t('common.page_number', { page }) }),
      },
    },
  },
});

export const cssVariables: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-dimmed': 'var(--mantine-color-gray-7)',
    '--mantine-color-placeholder': 'var(--mantine-color-gray-6)',
    '--mantine-color-error': 'var(--mantine-color-red-7)',
    '--mantine-color-success': 'var(--mantine-color-green-7)',
    '--mantine-color-disabled-color': 'var(--mantine-color-gray-7)',
    '--mantine-color-default-border': 'var(--mantine-color-gray-4)',
  },
  dark: {
    '--mantine-color-dimmed': 'var(--mantine-color-dark-2)',
    '--mantine-color-placeholder': 'var(--mantine-color-dark-3)',
    '--mantine-color-error': 'var(--mantine-color-red-3)',
    '--mantine-color-success': 'var(--mantine-color-green-3)',
    '--mantine-color-anchor': 'var(--mantine-color-lake-3)',
    // The kit's light variants are almost black here: nothing would stand out.
    '--mantine-color-lake-light': '#143b4d',
    '--mantine-color-lake-light-hover': '#1a495e',
    '--mantine-color-red-light': '#4d1a16',
    '--mantine-color-red-light-hover': '#5f221d',
    '--mantine-color-green-light': '#143f25',
    '--mantine-color-green-light-hover': '#1a4f2f',
    '--mantine-color-amber-light': '#4a3209',
    '--mantine-color-amber-light-hover': '#5b3e0c',
    '--mantine-color-gray-light': '#323d47',
    '--mantine-color-gray-light-hover': '#3d4954',
    '--mantine-color-disabled-color': 'var(--mantine-color-dark-2)',
  },
});

export const colorSchemeManager = localStorageColorSchemeManager({ key: schemeKey });
