import { describe, expect, it } from 'vitest';
import { ClientFrames, opcode } from '../../../server/realtime/client-frames.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';

type Frame = [code: number, payload: number[]];

/** As RFC 6455 section 5.2 draws it. */
function wire([code, payload]: Frame, mask = [0x37, 0xfa, 0x21, 0x3d]): number[] {
  const maskedPayload = payload.map((byte, i) => byte ^ (mask[i % 4] ?? 0));
  return [0x80 | code, 0x80 | payload.length, ...mask, ...maskedPayload];
}

function read(chunks: number[][]): { frames: Frame[]; goesOn: boolean } {
  const frames: Frame[] = [];
  const reader = new ClientFrames((code, payload) => {
    frames.push([code, [...payload]]);
    return true;
  });
  const goesOn = chunks.every((chunk) => reader.take(Buffer.from(chunk)));
  return { frames, goesOn };
}

const hello: Frame = [opcode.binary, [...Buffer.from('Hello')]];

describe('the frames of a client', () => {
  it('are read as the standard shows', () => {
    // The masked "Hello" of RFC 6455 section 5.7, with the opcode of a binary message.
    const bytes = [0x82, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58];
    expect(read([bytes])).toEqual({ frames: [hello], goesOn: true });
  });

  it('are the same however the network cuts them', () => {
    const random = seededRandom(printedSeed('client frames'));
    const upTo = (most: number) => Math.floor(random() * (most + 1));
    for (let run = 0; run < 200; run++) {
      const frames = Array.from({ length: upTo(6) }, (): Frame => {
        const code = [opcode.binary, opcode.ping, opcode.pong, opcode.close][upTo(3)] ?? 2;
        return [code, Array.from({ length: upTo(125) }, () => upTo(255))];
      });
      const mask = Array.from({ length: 4 }, () => upTo(255));
      const bytes = frames.flatMap((frame) => wire(frame, mask));
      const chunks: number[][] = [];
      while (bytes.length > 0) chunks.push(bytes.splice(0, 1 + upTo(random() < 0.5 ? 3 : 300)));
      expect(read(chunks)).toEqual({ frames, goesOn: true });
    }
  });

  it.each([
    ['without a mask', [0x82, 0x01, 0x00]],
    ['in several parts', [0x02, 0x80, 0, 0, 0, 0]],
    ['with bits of an extension', [0xc2, 0x80, 0, 0, 0, 0]],
    ['longer than any message of the plane', [0x82, 0xfe, 0x01, 0x00]],
    ['of a length of eight bytes', [0x82, 0xff, 0, 0, 0, 1]],
  ])('end the connection when one comes %s', (_what, bytes) => {
    expect(read([wire(hello), bytes])).toEqual({ frames: [hello], goesOn: false });
  });

  it('are read no further than their taker wants', () => {
    let taken = 0;
    const reader = new ClientFrames(() => ++taken < 2);
    expect(reader.take(Buffer.from([hello, hello, hello].flatMap((each) => wire(each))))).toBe(
      false,
    );
    expect(taken).toBe(2);
  });
});
