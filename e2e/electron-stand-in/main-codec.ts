import { createCodec } from './page/codec.ts';

/** Main's end of the codec that the page's scripts use, too. */
export const mainCodec = createCodec(
  (bytes) => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('base64'),
  (text) => Uint8Array.from(Buffer.from(text, 'base64')),
);
