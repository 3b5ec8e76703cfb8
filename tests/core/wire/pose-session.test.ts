import { describe, expect, it } from 'vitest';
import { encodePong, pongBytes } from '../../../core/wire/clock-messages.ts';
import {
  createFramePacket,
  encodeFramePacket,
  framePacketBytes,
} from '../../../core/wire/frame-packet.ts';
import { messageType } from '../../../core/wire/message-type.ts';
import { PoseSession, type ShowLine } from '../../../core/wire/pose-session.ts';

const pong = (sentMs: number, serverMs: number, showMs: number, rateOffset = 0): ArrayBuffer => {
  const view = new DataView(new ArrayBuffer(pongBytes));
  const times = { serverReceivedMs: serverMs, serverSentMs: serverMs, showMs, rateOffset };
  encodePong(view, { clientSentMs: sentMs, ...times });
  return view.buffer;
};

const frame = (fields: object): ArrayBuffer => {
  const view = new DataView(new ArrayBuffer(framePacketBytes(0, 0)));
  encodeFramePacket(view, { ...createFramePacket(), ...fields });
  return view.buffer;
};

function session() {
  const lines: ShowLine[] = [];
  const frames: number[] = [];
  const poses = new PoseSession({
    frame: (k) => frames.push(k),
    clock: (line) => lines.push({ ...line }),
  });
  return { poses, lines, frames };
}

describe("a client's side of the pose plane", () => {
  it('lays show time on its own clock by the exchange and the map that comes with it', () => {
    const { poses, lines } = session();
    // The server's clock is 400 ms ahead, show time another 5000.
    poses.receive(pong(100, 501, 5501, 0), 102);
    const line = lines.at(-1);
    expect(line?.localMs).toBe(102);
    expect(line?.showMs).toBeCloseTo(5502, 6);
    expect(line?.rate).toBe(1);
  });

  it('follows a frame clock that is bent to the house from the very next packet', () => {
    const { poses, lines } = session();
    poses.receive(pong(100, 501, 5501, 0), 102);
    const bent = { k: 1, sentServerMs: 600, sentMs: 5600, rateOffset: 0.005, epoch: 1 };
    poses.receive(frame(bent), 203);
    const line = lines.at(-1);
    expect(line?.rate).toBeCloseTo(1.005, 9);
    // Local 203 is 603 on the server's clock: 3 ms after the packet was sent.
    expect(line?.showMs).toBeCloseTo(5600 + 3 * 1.005, 6);
  });

  it('acknowledges at least every half of the window of eight', () => {
    const { poses } = session();
    const answers = Array.from({ length: 16 }, (_, i) =>
      poses.receive(frame({ k: i, sequence: i, epoch: 1 }), i),
    );
    const acknowledged = answers.flatMap((answer, i) =>
      answer && answer.getUint8(0) === messageType.ack ? [i] : [],
    );
    expect(acknowledged.length).toBeGreaterThanOrEqual(4);
    const gaps = acknowledged.map((at, i) => at - (acknowledged[i - 1] ?? -1));
    expect(Math.max(...gaps)).toBeLessThanOrEqual(4);
  });

  it('says how long before their time frames had to be sent to be there when they are latched', () => {
    const { poses } = session();
    poses.receive(pong(0, 0, 0), 0);
    // A way of 1, 1, 9 and 1 ms: the longest counts.
    const neededMs = (): number | undefined => {
      const answers = [1, 1, 9, 1].map((wayMs, i) => {
        const sent = { sentServerMs: 100 + i, sentMs: 100 + i };
        return poses.receive(frame({ k: i, sequence: i, epoch: 1, ...sent }), 100 + i + wayMs);
      });
      return answers.at(-1)?.getFloat32(8, true);
    };
    expect(neededMs()).toBeNaN();
    poses.latchWaitMs = 4;
    expect(neededMs()).toBeCloseTo(5, 5);
    poses.latchWaitMs = -8;
    expect(neededMs()).toBeCloseTo(17, 5);
  });

  it('counts on 5 ms for a way that was shorter', () => {
    const { poses } = session();
    poses.receive(pong(0, 0, 0), 0);
    poses.latchWaitMs = 8;
    const answers = [1, 2, 3, 4].map((k) =>
      poses.receive(frame({ k, sequence: k, epoch: 1, sentServerMs: k, sentMs: k }), k + 1),
    );
    expect(answers.at(-1)?.getFloat32(8, true)).toBe(-3);
  });

  it('drops packets of a server that has been replaced', () => {
    const { poses, frames } = session();
    poses.receive(frame({ k: 5, epoch: 3 }), 0);
    poses.receive(frame({ k: 6, epoch: 2 }), 1);
    poses.receive(frame({ k: 1, epoch: 4 }), 2);
    expect(frames).toEqual([5, 1]);
  });

  it('pings in a burst at first and calmly afterwards, and in a burst again when it was cut off', () => {
    const { poses } = session();
    const waits = Array.from({ length: 130 }, (_, i) => {
      poses.ping(i);
      return poses.nextPingMs;
    });
    expect(waits.slice(0, 19).every((ms) => ms <= 25)).toBe(true);
    expect(waits.slice(20, 119).every((ms) => ms <= 100)).toBe(true);
    expect(waits.slice(120).every((ms) => ms >= 250 && ms <= 500)).toBe(true);
    poses.opened();
    poses.ping(30);
    expect(poses.nextPingMs).toBeLessThanOrEqual(25);
  });

  it('takes nothing from a message that is cut short or of another version', () => {
    const { poses, frames, lines } = session();
    poses.receive(new ArrayBuffer(4), 0);
    poses.receive(pong(1, 2, 3).slice(0, 40), 0);
    const old = new Uint8Array(frame({ k: 1 }));
    old[1] = 1;
    poses.receive(old.buffer, 0);
    expect([frames, lines]).toEqual([[], []]);
  });
});
