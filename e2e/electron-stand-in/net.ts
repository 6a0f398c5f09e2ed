import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import path from 'node:path';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { schemeHandler } from './protocol.ts';

const contentTypes: Record<string, string> = {
  '.css': 'text/css',
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.map': 'application/json',
  '.mjs': 'text/javascript',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.txt': 'text/plain',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
};

/** Electron's `net`. Its fetch knows `file:` and the app's own schemes, which Node's does not. */
export const net = {
  async fetch(
    input: string | Request,
    init?: RequestInit & { bypassCustomProtocolHandlers?: boolean },
  ): Promise<Response> {
    const address = typeof input === 'string' ? input : input.url;
    if (address.startsWith('file:')) return fetchFile(address);
    const handler = schemeHandler(address.slice(0, address.indexOf(':')));
    if (handler && !init?.bypassCustomProtocolHandlers) return handler(new Request(input, init));
    return fetch(input, init);
  },

  isOnline: (): boolean => true,
  online: true,
};

async function fetchFile(address: string): Promise<Response> {
  const file = fileURLToPath(address);
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return null;
    throw error;
  });
  if (!found?.isFile()) throw new Error('net::ERR_FILE_NOT_FOUND');
  const type = contentTypes[path.extname(file).toLowerCase()] ?? 'application/octet-stream';
  return new Response(Readable.toWeb(createReadStream(file)) as ReadableStream<Uint8Array>, {
    headers: { 'content-type': type, 'content-length': String(found.size) },
  });
}
