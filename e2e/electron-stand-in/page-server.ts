import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Readable } from 'node:stream';
import { parseWebHost, toAppAddresses, toWebAddresses, toWebPolicy, toWebText } from './address-mapping.ts';
import { schemeHandler } from './protocol.ts';

/** Serves the app's schemes to Chromium on a free loopback port, and returns that port. */
export async function startPageServer(): Promise<number> {
  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      // As a handler that throws in Electron: the request fails, the app goes on.
      console.error(error);
      request.socket.destroy();
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return (server.address() as AddressInfo).port;
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = parseWebHost(request.headers.host ?? '');
  const handler = target && schemeHandler(target.scheme);
  if (!handler) {
    request.socket.destroy();
    return;
  }
  if (request.url === '/favicon.ico') {
    response.writeHead(204).end(); // Chromium asks for it, Electron does not
    return;
  }
  const method = request.method ?? 'GET';
  const body = method === 'GET' || method === 'HEAD' ? null : Readable.toWeb(request);
  const init: RequestInit & { duplex?: 'half' } = { method, headers: appHeaders(request) };
  if (body) Object.assign(init, { body, duplex: 'half' });
  const answered = await handler(new Request(`${target.scheme}://${target.host}${request.url}`, init));
  if (!(answered instanceof Response) || answered.type === 'error') {
    request.socket.destroy();
    return;
  }

  const headers: Record<string, string> = {};
  for (const [name, value] of answered.headers) {
    headers[name] = /^content-security-policy/.test(name) ? toWebPolicy(value) : toWebAddresses(value);
  }
  delete headers['content-encoding']; // Response has decoded the body already
  headers['cache-control'] ??= 'no-store';
  const contentType = headers['content-type'] ?? '';
  if (/text\/(?:html|css|javascript)|application\/(?:javascript|json)/.test(contentType)) {
    delete headers['content-length']; // mapping changes it
    const text = toWebText(await answered.text(), contentType);
    response.writeHead(answered.status, headers).end(text);
    return;
  }
  response.writeHead(answered.status, headers);
  if (!answered.body) response.end();
  else
    Readable.from(answered.body)
      .on('error', () => response.destroy())
      .pipe(response);
}

const connectionHeaders = new Set(['host', 'connection', 'upgrade-insecure-requests', 'accept-encoding']);

function appHeaders(request: IncomingMessage): Headers {
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    if (!connectionHeaders.has(name) && value !== undefined) headers.set(name, toAppAddresses(String(value)));
  }
  return headers;
}
