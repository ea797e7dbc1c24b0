import {
  type CSSVariablesResolver,
  createTheme,
  defaultVariantColorsResolver,
  localStorageColorSchemeManager,
  type MantineColorsTuple,
  type VariantColorsResolver,
} from '@mantine/core'

/** Pine, the one accent: what can be done now, and what has been mastered. */
const accent: MantineColorsTuple = [
  '#edf7f5',
  '#d8eeea',
  '#b2ddd6',
  '#86c9bf',
  '#5cb5a9',
  '#379b90',
  '#1d8278',
  '#0f6b64',
  '#0c5751',
  '#09433e',
]

/** Only for destroying, and for what went wrong. */
const red: MantineColorsTuple = [
  '#fdf3f2',
  '#fbe4e2',
  '#f6c9c5',
  '#f1a9a3',
  '#f2938c',
  '#e06a60',
  '#c0352b',
  '#b3261e',
  '#9a1f18',
  '#7d1812',
]

const gray: MantineColorsTuple = [
  '#f7f7f6',
  '#f1f2f1',
  '#e6e8e7',
  '#d8dbda',
  '#bcc1c0',
  '#8f9696',
  '#5d6566',
  '#454c4d',
  '#2f3536',
  '#1c2122',
]

const dark: MantineColorsTuple = [
  '#e4e7e7',
  '#c4c9ca',
  '#a0a7a9',
  '#747c7f',
  '#343a3d',
  '#2a2f32',
  '#1e2225',
  '#15181a',
  '#101214',
  '#0b0d0e',
]

export const colorSchemeManager = localStorageColorSchemeManager({ key: 'memoryloop-theme' })

/** Text on the accent: white on the deep shade of the light theme, dark on the bright one of the dark theme. */
const resolveVariant: VariantColorsResolver = input => {
  const colors = defaultVariantColorsResolver(input)
  const isAccent = input.color === undefined || input.color === 'accent'
  if (isAccent && input.variant === 'filled') return { ...colors, color: 'var(--on-accent)' }
  if (isAccent && input.variant === 'light') {
    return {
      ...colors,
      background: 'var(--accent-soft)',
      hover: 'var(--accent-hover)',
      color: 'var(--accent)',
    }
  }
  return colors
}

export const theme = createTheme({
  variantColorResolver: resolveVariant,
  colors: { accent, red, gray, dark },
  primaryColor: 'accent',
  primaryShade: { light: 7, dark: 4 },
  autoContrast: true,
  black: '#15191a',
  fontFamily: "'Inter Variable', system-ui, sans-serif",
  fontFamilyMonospace: "ui-monospace, 'SF Mono', 'Cascadia Code', Menlo, Consolas, monospace",
  fontSizes: { xs: '0.8125rem', sm: '0.9375rem', md: '0.9375rem', lg: '1.125rem', xl: '1.5rem' },
  lineHeights: { xs: '1.45', sm: '1.5', md: '1.5', lg: '1.45', xl: '1.3' },
  headings: {
    fontWeight: '600',
    sizes: {
      h1: { fontSize: '1.5rem', lineHeight: '1.3' },
      h2: { fontSize: '1.125rem', lineHeight: '1.4' },
      h3: { fontSize: '0.9375rem', lineHeight: '1.5' },
    },
  },
  spacing: { xs: '0.5rem', sm: '0.75rem', md: '1rem', lg: '1.5rem', xl: '2rem' },
  defaultRadius: 8,
  radius: { xs: '4px', sm: '8px', md: '8px', lg: '12px', xl: '16px' },
  shadows: { md: '0 8px 24px rgb(0 0 0 / 10%)', lg: '0 12px 32px rgb(0 0 0 / 14%)' },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    Modal: {
      defaultProps: {
        centered: true,
        overlayProps: { backgroundOpacity: 0.4 },
        closeButtonProps: { 'aria-label': 'Close' },
      },
      styles: {
        content: { background: 'var(--surface)' },
        header: { background: 'var(--surface)' },
        title: { fontSize: '1.125rem', lineHeight: 1.3, fontWeight: 600, color: 'var(--text-strong)' },
      },
    },
    Switch: { defaultProps: { withThumbIndicator: false } },
    Menu: {
      defaultProps: {
        shadow: 'md',
        position: 'bottom-end',
        transitionProps: { duration: 100 },
        // A focusable element that is no menu item is not allowed inside role="menu".
        withInitialFocusPlaceholder: false,
      },
    },
    Notification: { defaultProps: { closeButtonProps: { 'aria-label': 'Close' } } },
    Tooltip: { defaultProps: { openDelay: 400, withArrow: false } },
  },
})

/** Surfaces, hairlines and the mastery scale, each drawn for its own theme. */
export const cssVariablesResolver: CSSVariablesResolver = () => ({
  variables: {},
  light: {
    '--mantine-color-body': '#fbfbfa',
    '--mantine-color-dimmed': gray[6],
    '--mantine-color-placeholder': '#6c7475',
    '--mantine-color-anchor': accent[7],
    '--mantine-color-default-border': gray[3],
    '--mantine-color-error': '#b3261e',
    '--surface': '#ffffff',
    '--surface-sunken': '#f4f5f4',
    '--surface-hover': '#f4f5f4',
    '--hairline': '#e3e5e4',
    '--text-strong': '#15191a',
    '--accent': accent[7],
    '--on-accent': '#ffffff',
    '--mantine-primary-color-contrast': '#ffffff',
    '--accent-soft': accent[0],
    '--accent-hover': accent[1],
    '--accent-line': accent[2],
    '--mastery-track': '#e3e5e4',
    '--mastery-0': '#e3e5e4',
    '--mastery-1': '#c3dcd7',
    '--mastery-2': '#8fc4bb',
    '--mastery-3': '#4d9f95',
    '--mastery-4': accent[7],
    '--danger': '#b3261e',
  },
  dark: {
    '--mantine-color-body': dark[7],
    '--mantine-color-dimmed': dark[2],
    '--mantine-color-placeholder': '#8b9396',
    '--mantine-color-anchor': accent[4],
    '--mantine-color-default-border': '#3a4144',
    '--mantine-color-error': '#f2938c',
    '--surface': '#1b1f21',
    '--surface-sunken': '#111416',
    '--surface-hover': '#22272a',
    '--hairline': '#2b3033',
    '--text-strong': '#f2f4f4',
    '--accent': accent[4],
    '--on-accent': '#0c1f1d',
    '--mantine-primary-color-contrast': '#0c1f1d',
    '--accent-soft': '#17302d',
    '--accent-hover': '#1d3d39',
    '--accent-line': '#245850',
    '--mastery-track': '#2f3538',
    '--mastery-0': '#2f3538',
    '--mastery-1': '#2a4a47',
    '--mastery-2': '#2f6a63',
    '--mastery-3': '#418f85',
    '--mastery-4': accent[4],
    '--danger': '#f2938c',
    '--mantine-color-red-6': red[4],
    '--mantine-color-red-light-color': red[4],
    '--mantine-color-gray-light-hover': '#262c2f',
  },
})
