import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** RFC 6455 section 1.3. */
const acceptSuffix = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11';
/** 16 bytes in base64. */
const keyPattern = /^[+/0-9A-Za-z]{22}==$/;

/**
 * Answers a request to upgrade to a WebSocket (RFC 6455 section 4.2), without extension or
 * subprotocol; `false` when it is none, and then the socket is closed with a 4xx.
 */
export function answerUpgrade(request: IncomingMessage, socket: Duplex): boolean {
  const { upgrade, 'sec-websocket-key': key, 'sec-websocket-version': version } = request.headers;
  const isWebSocket = request.method === 'GET' && upgrade?.toLowerCase() === 'websocket';
  if (!isWebSocket || !key || !keyPattern.test(key)) return refuse(socket, '400 Bad Request');
  if (version !== '13') {
    return refuse(socket, '426 Upgrade Required\r\nSec-WebSocket-Version: 13');
  }
  const accept = createHash('sha1')
    .update(key + acceptSuffix)
    .digest('base64');
  socket.write(
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
      `Sec-WebSocket-Accept: ${accept}\r\n\r\n`,
  );
  if (socket instanceof Socket) socket.setNoDelay().setTimeout(0);
  return true;
}

function refuse(socket: Duplex, statusAndHeaders: string): false {
  socket.end(`HTTP/1.1 ${statusAndHeaders}\r\nConnection: close\r\nContent-Length: 0\r\n\r\n`);
  return false;
}
