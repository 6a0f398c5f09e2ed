/** What looks on while hostile texts are shown. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Page } from '@playwright/test';

/** Everything that no text may bring about. */
export interface Witness {
  readonly seen: string[];
  readonly address: string;
  close(): void;
}

/** A server that nothing may reach, and all that was seen. */
export async function listen(): Promise<Witness> {
  const seen: string[] = [];
  const server = createServer((request, response) => {
    seen.push(`request for ${request.url}`);
    response.end();
  }).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  return { seen, address: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** Writes down all that happens in the page and should not. */
export function watch(page: Page, seen: string[]): void {
  page.on('console', (message) => {
    if (['error', 'warning'].includes(message.type())) seen.push(`console: ${message.text().slice(0, 300)}`);
  });
  page.on('pageerror', (error) => seen.push(`thrown: ${error.message}`));
  page.on('dialog', (dialog) => {
    seen.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  page.on('request', (request) => {
    if (!/^(app|data|blob):/.test(request.url())) seen.push(`asked for ${request.url()}`);
  });
  page.on('framenavigated', (frame) => seen.push(`went to ${frame.url()}`));
}

/** Looks over what stands in the window: nothing in it may be able to run, load or lead away by itself. */
export function foreign(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = [];
    if ('postilCanary' in window || 'postilCanary' in Object.prototype) found.push('the canary sings');
    const elements = 'iframe,frame,object,embed,applet,base,portal,video,audio,source,track,foreignObject';
    for (const element of document.body.querySelectorAll(
      `${elements},script,link,meta,animate,set,use,image,marquee,form[action],[ping],[srcset],[srcdoc]`,
    )) {
      found.push(element.outerHTML.slice(0, 200));
    }
    for (const element of document.body.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        const leads = /^(href|src|xlink:href|action|formaction|background|poster|data)$/.test(name);
        const isBad = leads && !/^(https?:|postil:|mailto:|#|data:image\/|\.?\/?assets\/|$)/i.test(value);
        const loads =
          (name === 'src' && /^https?:/i.test(value)) || (name === 'style' && /url\(/i.test(value));
        if (name.startsWith('on') || isBad || loads) found.push(`${name}=${value}`.slice(0, 200));
      }
    }
    return found;
  });
}
