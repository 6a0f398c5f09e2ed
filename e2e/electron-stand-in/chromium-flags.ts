import type { Launch } from './launch.ts';

// Handled by the stand-in itself, or Chromium's to get from it alone.
const ownSwitches = /^(?:no-sandbox|inspect.*|remote-debugging-port|user-data-dir|headless|app|library)$/;

const disabledFeatures = [
  'Translate',
  'MediaRouter',
  // These four would get between the page and the loopback server, or hold the first paint back.
  'HttpsUpgrades',
  'HttpsFirstBalancedModeAutoEnable',
  'LocalNetworkAccessChecks',
  'PaintHolding',
];

/** Chromium's arguments. `switches` are those that the app and the command line ask for. */
export function chromiumFlags(options: {
  profile: string;
  pageServerPort: number;
  headed: boolean;
  debuggingPort: boolean;
  switches: Launch['switches'];
}): string[] {
  const flags = [
    '--no-sandbox', // containers and root have none; only the app's own pages are loaded
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--disable-default-apps',
    '--disable-extensions',
    '--disable-search-engine-choice-screen',
    '--password-store=basic',
    '--disable-infobars',
    '--hide-crash-restore-bubble',
    // No stray tab at the start, and Chromium outlives its last window.
    '--no-startup-window',
    '--keep-alive-for-test',
    '--remote-debugging-pipe',
    `--user-data-dir=${options.profile}`,
  ];
  if (!options.headed) flags.unshift('--headless=new');
  if (options.debuggingPort) flags.push('--remote-debugging-port=0');

  // Repeated flags would replace each other, so lists of features are merged.
  const features: Record<string, string[]> = { 'disable-features': [...disabledFeatures] };
  // The first rule that fits holds.
  const rules = [`MAP *.localhost:80 127.0.0.1:${options.pageServerPort}`];
  for (const [name, value] of options.switches) {
    if (name === 'host-resolver-rules') {
      rules.push(value);
      continue;
    }
    if (name === 'enable-features' || name === 'disable-features') {
      const list = features[name] ?? [];
      list.push(...value.split(',').filter(Boolean));
      features[name] = list;
    } else if (!ownSwitches.test(name)) flags.push(value === '' ? `--${name}` : `--${name}=${value}`);
  }
  flags.push(`--host-resolver-rules=${rules.join(', ')}`);
  for (const [name, list] of Object.entries(features)) flags.push(`--${name}=${list.join(',')}`);
  return flags;
}
