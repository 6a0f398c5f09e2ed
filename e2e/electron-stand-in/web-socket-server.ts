import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Duplex } from 'node:stream';

/** One connection of a client; the two functions are set by whoever serves it. */
export type ServerSocket = {
  send(text: string): void;
  close(): void;
  onText: (text: string) => void;
  onClose: () => void;
};

const opcode = { text: 1, close: 8, ping: 9, pong: 10 } as const;
const handshakeSuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'; // RFC 6455, section 1.3

/**
 * Serves WebSockets on a free loopback port, and returns that port: as much of RFC 6455 as a DevTools client needs
 * (text messages in pieces, ping, close). Node has a client only.
 */
export async function serveWebSockets(onConnect: (socket: ServerSocket) => void): Promise<number> {
  const server = createServer((_, response) => response.writeHead(404).end());
  server.on('upgrade', (request, connection) => {
    const key = `${request.headers['sec-websocket-key']}${handshakeSuffix}`;
    const accept = createHash('sha1').update(key).digest('base64');
    connection.write(
      `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
    );
    onConnect(openSocket(connection));
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  server.unref();
  return (server.address() as AddressInfo).port;
}

function openSocket(connection: Duplex): ServerSocket {
  const close = (): void => {
    if (connection.writable) connection.end(frame(opcode.close, Buffer.alloc(0)));
  };
  const socket: ServerSocket = {
    send(text) {
      if (connection.writable) connection.write(frame(opcode.text, Buffer.from(text)));
    },
    close,
    onText: () => {},
    onClose: () => {},
  };
  let unread: Buffer = Buffer.alloc(0);
  let pieces: Buffer[] = [];
  connection.on('data', (data: Buffer) => {
    unread = unread.length === 0 ? data : Buffer.concat([unread, data]);
    for (let next = readFrame(unread); next; next = readFrame(unread)) {
      unread = unread.subarray(next.length);
      if (next.kind === opcode.close) close();
      else if (next.kind === opcode.ping) connection.write(frame(opcode.pong, next.body));
      else if (next.kind !== opcode.pong) {
        pieces.push(next.body);
        if (!next.isLast) continue;
        const text = Buffer.concat(pieces).toString('utf8');
        pieces = [];
        socket.onText(text);
      }
    }
  });
  connection.on('error', () => connection.destroy()); // `close` follows
  connection.on('close', () => socket.onClose());
  return socket;
}

/** A frame from a server is unmasked and in one piece. */
function frame(kind: number, body: Buffer): Buffer {
  const { length } = body;
  let head: Buffer;
  if (length < 126) head = Buffer.from([0x80 | kind, length]);
  else if (length < 65536) {
    head = Buffer.from([0x80 | kind, 126, 0, 0]);
    head.writeUInt16BE(length, 2);
  } else {
    head = Buffer.from([0x80 | kind, 127, 0, 0, 0, 0, 0, 0, 0, 0]);
    head.writeBigUInt64BE(BigInt(length), 2);
  }
  return Buffer.concat([head, body]);
}

type Frame = { kind: number; isLast: boolean; body: Buffer; length: number };

/** Reads a client's frame, which is masked; null when not all of it has come. */
function readFrame(data: Buffer): Frame | null {
  if (data.length < 2) return null;
  const first = data.readUInt8(0);
  const short = data.readUInt8(1) & 127;
  const lengthBytes = short === 126 ? 2 : short === 127 ? 8 : 0;
  const head = 2 + lengthBytes + 4;
  if (data.length < head) return null;
  let bodyLength = short;
  if (lengthBytes === 2) bodyLength = data.readUInt16BE(2);
  if (lengthBytes === 8) bodyLength = Number(data.readBigUInt64BE(2));
  const length = head + bodyLength;
  if (data.length < length) return null;
  const mask = data.subarray(head - 4, head);
  const body = Buffer.from(data.subarray(head, length));
  for (const [index, byte] of body.entries()) body[index] = byte ^ (mask[index & 3] ?? 0);
  return { kind: first & 15, isLast: (first & 0x80) !== 0, body, length };
}
