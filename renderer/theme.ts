import { perform } from './postil.ts';

/** Light or dark, or as the system has it. */
export type Theme = 'system' | 'light' | 'dark';

const KEY = 'postil-theme';

/** Sets the theme of page and window, and remembers it. */
export function setTheme(theme: Theme): void {
  localStorage.setItem(KEY, theme);
  show(theme);
}

/** Sets the theme that was chosen last. */
export function restoreTheme(): void {
  const stored = localStorage.getItem(KEY);
  if (stored === 'light' || stored === 'dark') show(stored);
}

function show(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  void perform('window.setTheme', { theme });
}
