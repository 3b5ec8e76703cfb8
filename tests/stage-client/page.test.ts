import { describe, expect, it } from 'vitest';
import { parseShow } from '../../core/show/parse-show.ts';
import { initialState, type ShowState } from '../../core/show/state.ts';
import { frameTimeMs } from '../../core/time/rate.ts';
import {
  createFramePacket,
  encodeFramePacket,
  maxFramePacketBytes,
} from '../../core/wire/frame-packet.ts';
import { PacketRing, packetRingBytes } from '../../core/wire/packet-ring.ts';
import { pageAlarms } from '../../stage-client/page/alarms.ts';
import { FrameLatch } from '../../stage-client/page/frame-latch.ts';
import { StateHistory } from '../../stage-client/page/state-history.ts';
import { SwitchLog } from '../../stage-client/page/switch-log.ts';

const rate = { num: 60, den: 1 };

function show(): ShowState {
  const parsed = parseShow({}, []);
  if (!parsed.ok) throw new Error('the empty show is a show');
  return initialState(parsed.value, 0);
}

function latchWith(frames: readonly number[], epoch = 1): { latch: FrameLatch; ring: PacketRing } {
  const ring = new PacketRing(new ArrayBuffer(packetRingBytes));
  for (const k of frames) put(ring, k, epoch);
  return { latch: new FrameLatch(ring), ring };
}

function put(ring: PacketRing, k: number, epoch: number): void {
  const bytes = new Uint8Array(maxFramePacketBytes);
  const packet = { ...createFramePacket(), k, epoch, cameraCount: 1 };
  const [camera] = packet.cameras;
  if (!camera) throw new Error('a packet has cameras');
  camera.pose = { position: [k, 0, 0], orientation: [0, 0, 0, 1] };
  // One metre a frame, and 0.6 rad/s to the left.
  camera.velocity = { linear: [60 / 1000, 0, 0], angular: [0, 0.6 / 1000, 0] };
  ring.write(k, bytes.subarray(0, encodeFramePacket(new DataView(bytes.buffer), packet)), 0);
}

describe('the latch', () => {
  it('draws frame k from packet k', () => {
    const { latch } = latchWith([10, 11, 12]);
    expect(latch.latch(frameTimeMs(11, rate) + 1, rate)).toBe(11);
    expect([latch.packet.k, latch.isFresh, latch.missed]).toEqual([11, true, 0]);
  });

  it('moves the cameras of the newest packet before k on at their velocity when k is missing', () => {
    const { latch } = latchWith([10, 11]);
    expect(latch.latch(frameTimeMs(13, rate), rate)).toBe(13);
    expect([latch.packet.k, latch.isFresh, latch.extrapolated]).toEqual([11, true, 1]);
    const [camera] = latch.packet.cameras;
    expect(camera?.pose.position[0]).toBeCloseTo(11 + 2, 4);
    // 0.6 rad/s to the left for two frames of 60 Hz.
    expect(camera?.pose.orientation[1]).toBeCloseTo(Math.sin((0.6 * 2) / 60 / 2), 6);
  });

  it('never draws what is older than 100 ms as new: it holds the last pose, and counts it', () => {
    const { latch } = latchWith([10]);
    latch.latch(frameTimeMs(10, rate), rate);
    expect(latch.latch(frameTimeMs(17, rate), rate)).toBe(17);
    expect([latch.isFresh, latch.held, latch.extrapolated]).toEqual([false, 1, 0]);
    expect(latch.packet.cameras[0]?.pose.position[0]).toBe(10);
  });

  it('still gives the packet of the frame that a freeze names, and none once it has gone', () => {
    const { latch, ring } = latchWith([10, 11, 12]);
    latch.latch(frameTimeMs(12, rate), rate);
    expect(latch.packetAt(10)?.k).toBe(10);
    expect(latch.packet.k).toBe(12);
    put(ring, 10 + 64, 1);
    expect(latch.packetAt(10)).toBeUndefined();
  });

  it('never goes back, neither in k nor to an older server', () => {
    const { latch, ring } = latchWith([20], 3);
    latch.latch(frameTimeMs(20, rate), rate);
    expect(latch.latch(frameTimeMs(15, rate), rate)).toBe(20);
    put(ring, 21, 2);
    latch.latch(frameTimeMs(21, rate), rate);
    expect([latch.packet.epoch, latch.packet.k]).toEqual([3, 20]);
  });

  it('knows no time before the clock was measured, and none that runs backwards', () => {
    const { latch, ring } = latchWith([]);
    expect(latch.showTimeMs(5)).toBeNaN();
    ring.writeClock({ localMs: 0, showMs: 100, rate: 1 });
    expect(latch.showTimeMs(5)).toBe(105);
    ring.writeClock({ localMs: 0, showMs: 50, rate: 1 });
    expect(latch.showTimeMs(6)).toBe(105);
  });
});

describe('the history of states', () => {
  it('gives each frame the state that its packet names', () => {
    const history = new StateHistory();
    history.takeSnapshot({ epoch: 2, revision: 5, state: show(), build: '' });
    expect(
      history.takePatch({ epoch: 2, revision: 6, ops: [{ path: ['lastTakeMs'], after: 1 }] }),
    ).toBe(true);
    expect(history.at(5)?.lastTakeMs).toBeNull();
    expect(history.at(6)?.lastTakeMs).toBe(1);
    expect(history.at(99)?.lastTakeMs).toBe(1);
  });

  it('refuses a patch with a gap before it, and anything from an older epoch', () => {
    const history = new StateHistory();
    history.takeSnapshot({ epoch: 2, revision: 5, state: show(), build: '' });
    expect(history.takePatch({ epoch: 2, revision: 7, ops: [] })).toBe(false);
    expect(history.takeSnapshot({ epoch: 1, revision: 50, state: show(), build: '' })).toBe(false);
    expect(history.newest?.revision).toBe(5);
  });
});

describe('the account of a transition', () => {
  const before = show();
  const taken = (frames: number): ShowState => ({
    ...before,
    transition: { kind: frames > 0 ? 'fade' : 'cut', frames, k: 100, from: before.program },
    lastTakeMs: 1600,
  });

  it('names the last old and the first new frame once the new environment is up', () => {
    const log = new SwitchLog();
    expect(log.drawn(before, 96, 0)).toBeUndefined();
    const during = taken(3);
    log.heard(during);
    expect(log.drawn(during, 98, 16)).toBeUndefined();
    expect(log.drawn(during, 101, 66)).toBeUndefined();
    expect(log.drawn(during, 103, 90)).toMatchObject({
      k: 100,
      lastOldK: 98,
      firstNewK: 101,
      longestFrameMs: 50,
    });
    expect(log.drawn(during, 104, 107)).toBeUndefined();
  });

  it('says that the old environment was drawn at or after k*, when the page heard too late', () => {
    const log = new SwitchLog();
    log.drawn(before, 101, 0);
    const during = taken(0);
    log.heard(during);
    expect(log.drawn(before, 102, 16)).toBeUndefined();
    expect(log.drawn(during, 103, 33)).toMatchObject({ k: 100, lastOldK: 102, firstNewK: 103 });
  });

  it('comes also from a page that drew nothing until the transition was over', () => {
    const log = new SwitchLog();
    log.drawn(before, 96, 0);
    const during = taken(0);
    log.heard(during);
    const after = { ...during, transition: null };
    log.heard(after);
    expect(log.drawn(after, 170, 1300)).toMatchObject({ k: 100, lastOldK: 96, firstNewK: 170 });
  });
});

describe('the alarms of a page', () => {
  const fine = {
    isSecure: true,
    sharedMemory: true,
    isSoftware: false,
    contextLost: false,
    poseLink: true,
    coversDisplay: true,
    lostFullscreen: false,
    zoom: 1,
    isOccluded: false,
  };

  it('tell a covered, a windowed, a zoomed page and one that lost fullscreen apart', () => {
    expect(pageAlarms({ ...fine, isOccluded: true })[0]).toMatch(/another window covers/);
    expect(pageAlarms({ ...fine, coversDisplay: false })).toHaveLength(1);
    expect(pageAlarms({ ...fine, coversDisplay: false })[0]).toMatch(/desktop composes/);
    const lost = pageAlarms({ ...fine, coversDisplay: false, lostFullscreen: true });
    expect(lost).toHaveLength(1);
    expect(lost[0]).toMatch(/lost fullscreen.*F11/);
    expect(pageAlarms({ ...fine, zoom: 1.25 })[0]).toMatch(/125 %/);
  });

  it('are none when all is well', () => {
    expect(pageAlarms(fine)).toEqual([]);
  });

  it('say what a page without a secure context lost, and how to get it back', () => {
    const [alarm] = pageAlarms({ ...fine, isSecure: false, sharedMemory: false });
    expect(alarm).toMatch(/shared memory.*HTTPS/);
  });
});
