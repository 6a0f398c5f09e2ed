/*
 * Chromium cannot be taught a scheme from outside: `app://bundle/` fails before any request could be answered.
 * So `app://host/path` is served as `http://host.app.localhost/path`: a secure context, and an origin without
 * a port, so that the page's storage survives a relaunch. The mapping has no state and works on text, so that
 * whole messages, headers and files can be put through it in both directions.
 */

const schemes = new Set<string>();
let patterns: { web: RegExp; app: RegExp; bareInPolicy: RegExp; host: RegExp } | undefined;

/** Adds schemes whose addresses are mapped from now on. */
export function mapSchemes(names: readonly string[]): void {
  for (const name of names) schemes.add(name.toLowerCase());
  const any = [...schemes].map((name) => name.replaceAll(/[.+-]/g, '\\$&')).join('|');
  const host = '[a-z0-9-]+(?:\\.[a-z0-9-]+)*';
  patterns = {
    web: new RegExp(`http://(${host}?)\\.(${any})\\.localhost(?![a-z0-9.:-])`, 'gi'),
    app: new RegExp(`\\b(${any})://(${host})`, 'gi'),
    bareInPolicy: new RegExp(`(^|\\s)(${any}):(?=[\\s;,"']|$)`, 'gi'),
    host: new RegExp(`^(${host}?)\\.(${any})\\.localhost(?::\\d+)?$`, 'i'),
  };
}

/** Chromium's addresses, anywhere in `text`, as the app and its tests know them. */
export function toAppAddresses(text: string): string {
  return patterns && text.includes('.localhost') ? text.replace(patterns.web, '$2://$1') : text;
}

/** The app's own addresses, anywhere in `text`, as Chromium can load them. */
export function toWebAddresses(text: string): string {
  return patterns && text.includes('://') ? text.replace(patterns.app, 'http://$2.$1.localhost') : text;
}

/** The same for a Content-Security-Policy, where a bare `app:` means every host of the scheme. */
export function toWebPolicy(policy: string): string {
  const mapped = toWebAddresses(policy);
  return patterns ? mapped.replace(patterns.bareInPolicy, '$1http://*.$2.localhost') : mapped;
}

/** The same for a file's text: in HTML a policy may stand in a meta element. */
export function toWebText(text: string, contentType: string): string {
  const mapped = toWebAddresses(text);
  if (!contentType.includes('html')) return mapped;
  return mapped.replace(
    /(<meta[^>]+content-security-policy[^>]*content=)(["'])([\s\S]*?)\2/i,
    (_, before: string, quote: string, policy: string) => before + quote + toWebPolicy(policy) + quote,
  );
}

/** Splits the Host header of a mapped request; null for any other host. */
export function parseWebHost(host: string): { scheme: string; host: string } | null {
  const [, name, scheme] = patterns?.host.exec(host) ?? [];
  return name === undefined || scheme === undefined ? null : { scheme: scheme.toLowerCase(), host: name };
}

/** Pattern source for the page's side, which maps `location` for the preload; null without any scheme. */
export function webAddressPattern(): string | null {
  return patterns ? `^${patterns.web.source}` : null;
}
