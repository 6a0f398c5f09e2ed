import { toAppAddresses, toWebAddresses } from './address-mapping.ts';
import type { Protocol } from './cdp-protocol.ts';
import { ElectronEvent } from './electron-event.ts';
import type { WebContents } from './web-contents.ts';

const resourceTypes: Partial<Record<string, string>> = {
  Script: 'script',
  Stylesheet: 'stylesheet',
  Image: 'image',
  Font: 'font',
  XHR: 'xhr',
  Fetch: 'xhr',
  Media: 'media',
  WebSocket: 'webSocket',
  Ping: 'ping',
};

/**
 * Decides on a request that Chromium has stopped: a page's own navigation is put to the app as `will-navigate`
 * (`will-frame-navigate` in a frame), then every request to `webRequest.onBeforeRequest`.
 */
export async function decideRequest(
  contents: WebContents,
  { requestId, request, resourceType, frameId, redirectedRequestId }: Protocol.Fetch.requestPausedPayload,
): Promise<void> {
  const { page } = contents;
  const url = toAppAddresses(request.url);
  const isDocument = resourceType === 'Document';
  const isMain = isDocument && frameId === page.targetId;
  if (isDocument && redirectedRequestId === undefined) {
    const expected = isMain && (page.takeDriverNavigation() || contents.takeExpected(url));
    if (!expected && isPrevented(contents, url, isMain)) {
      // Aborted, not blocked: the page that is there stays.
      await page.session.attempt('Fetch.failRequest', { requestId, errorReason: 'Aborted' });
      return;
    }
  }

  const { cancel, redirectURL } = await contents.session.webRequest.judge({
    url,
    ...{ id: 0, method: request.method, timestamp: Date.now() },
    ...{ webContentsId: contents.id, webContents: contents, frame: contents.mainFrame },
    resourceType: isDocument ? (isMain ? 'mainFrame' : 'subFrame') : (resourceTypes[resourceType] ?? 'other'),
    referrer: toAppAddresses(String(request.headers.Referer ?? '')),
  } as { url: string });
  if (cancel) {
    await page.session.attempt('Fetch.failRequest', {
      requestId,
      errorReason: 'BlockedByClient',
    });
  } else if (redirectURL) {
    await page.session.attempt('Fetch.fulfillRequest', {
      requestId,
      responseCode: 307,
      responseHeaders: [{ name: 'Location', value: toWebAddresses(redirectURL) }],
    });
  } else await page.session.attempt('Fetch.continueRequest', { requestId });
}

function isPrevented(contents: WebContents, url: string, isMain: boolean): boolean {
  const event = Object.assign(new ElectronEvent(), {
    url,
    isMainFrame: isMain,
    isSameDocument: false,
    frame: contents.mainFrame,
  });
  contents.emit('will-frame-navigate', event);
  if (isMain && !event.defaultPrevented) contents.emit('will-navigate', event, url);
  return event.defaultPrevented;
}
