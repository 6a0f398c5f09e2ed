/** What the window may not do. https://www.electronjs.org/docs/latest/tutorial/security */
import { readFile } from 'node:fs/promises';
import { extname } from 'node:path';
import { app, protocol, type Session } from 'electron/main';
import { codeOf } from '../shared/errors.ts';
import { bundleFile } from './bundle-file.ts';

const SCHEME = 'app';
const HOST = 'bundle';

/** The address of the window's page. */
export const PAGE_URL = `${SCHEME}://${HOST}/index.html`;

/**
 * Nothing from outside, nothing inline, no eval. Styles too are files: what sets them from a script goes
 * through the object model, which the policy lets pass.
 */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "style-src-attr 'unsafe-inline'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const CONTENT_TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.woff2': 'font/woff2',
  '.woff': 'font/woff',
  '.ttf': 'font/ttf',
};

/** Datagrams only through a proxy, and there is none. */
const WEB_RTC_POLICY = 'disable_non_proxied_udp';

/** To be called before the app is ready. */
export function registerScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

/**
 * Leaves Chromium no way out that `lockDown` does not see: names that pages or it itself would look up, and the
 * datagrams of WebRTC. To be called before the app is ready.
 * https://www.electronjs.org/docs/latest/api/command-line-switches
 */
export function closeNetwork(developmentUrl: string | null): void {
  const except = developmentUrl === null ? '' : `, EXCLUDE ${new URL(developmentUrl).hostname}`;
  app.commandLine.appendSwitch('host-resolver-rules', `MAP * ~NOTFOUND${except}`);
  app.commandLine.appendSwitch('webrtc-ip-handling-policy', WEB_RTC_POLICY);
}

/**
 * Serves the bundle under app://bundle, and nothing else.
 * @param folder absolute path of the built page
 */
export function servePage(session: Session, folder: string): void {
  session.protocol.handle(SCHEME, async (request) => {
    const url = new URL(request.url);
    const file = url.host === HOST && request.method === 'GET' ? bundleFile(folder, url.pathname) : null;
    const type = file === null ? undefined : CONTENT_TYPES[extname(file)];
    if (file === null || type === undefined) return new Response(null, { status: 404 });
    const bytes = await readFile(file).catch((thrown: unknown) => {
      if (['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(codeOf(thrown) ?? '')) return null;
      throw thrown;
    });
    if (bytes === null) return new Response(null, { status: 404 });
    return new Response(new Uint8Array(bytes), {
      headers: {
        'Content-Type': type,
        'Content-Security-Policy': CONTENT_SECURITY_POLICY,
        'X-Content-Type-Options': 'nosniff',
        'X-DNS-Prefetch-Control': 'off',
        'Cross-Origin-Opener-Policy': 'same-origin',
      },
    });
  });
}

/** Whether an address belongs to the app's own page. `developmentUrl` is the bundler's, while developing. */
export function isOwnPage(url: string, developmentUrl: string | null): boolean {
  const parsed = URL.parse(url);
  if (parsed === null) return false;
  if (parsed.protocol === `${SCHEME}:` && parsed.host === HOST) return true;
  return developmentUrl !== null && parsed.origin === new URL(developmentUrl).origin;
}

/** Refuses every permission, every request that leaves the app, every navigation and every new window. */
export function lockDown(session: Session, developmentUrl: string | null): void {
  session.setPermissionRequestHandler((_contents, _permission, decide) => decide(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, decide) => {
    const { protocol: scheme, host } = new URL(details.url);
    // The bundler reloads over a web socket; the developer tools are Electron's own.
    const isDevelopment =
      developmentUrl !== null && (scheme === 'devtools:' || host === new URL(developmentUrl).host);
    const isInside = scheme === `${SCHEME}:` || scheme === 'data:' || scheme === 'blob:';
    decide({ cancel: !isInside && !isDevelopment });
  });
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-navigate', (event) => event.preventDefault());
    contents.on('will-frame-navigate', (event) => event.preventDefault());
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
    contents.setWebRTCIPHandlingPolicy(WEB_RTC_POLICY);
  });
}
