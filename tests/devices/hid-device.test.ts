import { describe, expect, it } from 'vitest';
import { quat } from '../../core/math.ts';
import { spaceMouseButtons, spaceMouseReports } from '../../devices/hid/simulator.ts';
import { level, press, release } from './hid-decode.ts';
import { collectHid, openPuck, puck } from './hid-fake.ts';

const forward = spaceMouseReports([0, 0, -1, 0, 0, 0], 'joined');

describe('a puck as a camera', () => {
  it('gives samples at 60 Hz with time, counter and subject while it is open', async () => {
    const { device, time, samples } = await openPuck({ subject: 'B' });
    await time.advance(1000);
    expect(samples.length).toBeGreaterThanOrEqual(60);
    expect(samples.length).toBeLessThanOrEqual(61);
    for (const [i, sample] of samples.entries()) {
      expect(sample).toMatchObject({ subject: 'B', sequence: i, hasPose: true });
      expect(sample.sourceTimeMs).toBeCloseTo(1000 + (i * 1000) / 60, 6);
      expect(sample.receivedMs).toBe(sample.sourceTimeMs);
    }
    await device.close();
    const count = samples.length;
    await time.advance(1000);
    expect(samples).toHaveLength(count);
  });

  it('goes where it is pushed, and stands when its reports stop', async () => {
    const { time, hid, samples } = await openPuck();
    for (let i = 0; i < 50; i += 1) {
      hid.send('/dev/hidraw0', ...forward);
      await time.advance(20);
    }
    await time.advance(2000);
    const last = samples.at(-1)!;
    // 49 times 20 ms between the first and the last report, and 250 ms of silence.
    expect(last.z).toBeCloseTo(-(0.98 + 0.25), 6);
    expect([last.x, last.y]).toEqual([0, 1.5]);
    expect(quat.length([last.qx, last.qy, last.qz, last.qw])).toBeCloseTo(1, 12);
  });

  it('turns to the right when it is twisted clockwise', async () => {
    const { time, hid, samples } = await openPuck({ degreesPerSecond: 90 });
    // Raw rz is + clockwise seen from above.
    hid.send('/dev/hidraw0', '02000000005e01');
    await time.advance(100);
    const { qx, qy, qz, qw, sourceTimeMs } = samples.at(-1)!;
    expect([qx, qz]).toEqual([0, 0]);
    const turnedDeg = (2 * Math.atan2(qy, qw) * 180) / Math.PI;
    expect(sourceTimeMs).toBeGreaterThan(1080);
    expect(turnedDeg).toBeCloseTo((-90 * (sourceTimeMs - 1000)) / 1000, 6);
  });

  it('goes back to its start by a button, which is no event then', async () => {
    const { time, hid, samples, events } = await openPuck({ home: 'button/2' });
    hid.send('/dev/hidraw0', ...forward);
    await time.advance(1000);
    expect(samples.at(-1)!.z).toBeLessThan(-0.2);
    hid.send('/dev/hidraw0', spaceMouseButtons([1, 2]), spaceMouseButtons([]));
    await time.advance(20);
    expect(samples.at(-1)!.z).toBe(0);
    expect(events).toEqual([press('button/1'), release('button/1')]);
  });

  it('keeps its axes for the camera, and gives them as controls when it drives none', async () => {
    const both = await openPuck();
    both.hid.send('/dev/hidraw0', ...forward);
    expect(both.events).toEqual([]);
    const control = await openPuck({ use: 'control' });
    control.hid.send('/dev/hidraw0', ...forward);
    await control.time.advance(500);
    expect(control.events[0]).toEqual(level('axis/tz', -1));
    expect(control.samples).toEqual([]);
    const camera = await openPuck({ use: 'camera' });
    camera.hid.send('/dev/hidraw0', spaceMouseButtons([1]));
    expect(camera.events).toEqual([]);
  });

  it('as a control counts as let go after 250 ms without a report', async () => {
    const { time, hid, events } = await openPuck({ use: 'control' });
    hid.send('/dev/hidraw0', ...forward);
    await time.advance(200);
    hid.send('/dev/hidraw0', ...forward);
    await time.advance(240);
    expect(events).toEqual([level('axis/tz', -1)]);
    await time.advance(20);
    expect(events).toEqual([level('axis/tz', -1), level('axis/tz', 0)]);
    await time.advance(1000);
    expect(events).toHaveLength(2);
    expect(time.waiting).toBe(0);
  });
});

describe('a puck that comes and goes', () => {
  it('is waited for, found within a second, and said to be open', async () => {
    const { device, time, hid, statuses } = collectHid({ match: 'spacemouse' });
    await device.open();
    expect(device.status()).toMatchObject({
      state: 'unavailable',
      reason: expect.stringContaining('waiting for a device of the family "spacemouse"'),
    });
    await time.advance(5000);
    expect(statuses).toHaveLength(1);
    hid.plug(puck());
    await time.advance(1000);
    expect(device.status()).toEqual({
      state: 'open',
      detail:
        'SpaceMouse Compact (256f:c635): moves the camera of subject "1", its controls are listened to',
    });
  });

  it('lets go of its buttons and stands when it is unplugged in the middle of a report', async () => {
    const { device, time, hid, events, samples } = await openPuck();
    const [moves] = spaceMouseReports([0, 0, -1, 0, 0, 0], 'split');
    hid.send('/dev/hidraw0', spaceMouseButtons([1, 2]), moves!);
    await time.advance(50);
    hid.unplug('/dev/hidraw0');
    const last = samples.at(-1)!;
    expect(events.slice(2)).toEqual([release('button/1'), release('button/2')]);
    expect(device.status()).toMatchObject({
      state: 'unavailable',
      reason: expect.stringMatching(/is lost \(unplugged or switched off\): waiting for /),
    });
    await time.advance(600);
    hid.plug(puck('/dev/hidraw7'));
    await time.advance(1000);
    expect(device.status().state).toBe('open');
    expect(samples.at(-1)!.z).toBeGreaterThan(last.z - 0.02);
    expect(samples.at(-1)!.sequence).toBe(samples.length - 1);
  });

  it('survives being unplugged and plugged in 50 times', async () => {
    const { device, time, hid, events } = await openPuck();
    for (let i = 1; i <= 50; i += 1) {
      hid.send(`/dev/hidraw${i - 1}`, spaceMouseButtons([3]), ...forward);
      hid.unplug(`/dev/hidraw${i - 1}`, i % 2 === 0 ? 'could not read from HID device' : '');
      expect(device.status().state).toBe('unavailable');
      await time.advance(300);
      hid.plug(puck(`/dev/hidraw${i}`));
      await time.advance(1000);
      expect(device.status().state).toBe('open');
    }
    expect(events).toHaveLength(100);
    expect(events.at(-1)).toEqual(release('button/3'));
    await device.close();
    expect(hid.lines.size).toBe(0);
    expect(time.waiting).toBe(0);
  });

  it('lets go when it is closed, and opens again where it was', async () => {
    const { device, hid, events, statuses } = await openPuck();
    hid.send('/dev/hidraw0', spaceMouseButtons([1]));
    await device.close();
    expect(events.at(-1)).toEqual(release('button/1'));
    expect(hid.lines.size).toBe(0);
    expect(hid.isClosed).toBe(true);
    expect(statuses.map((status) => status.state)).toEqual(['open', 'closed']);
    await device.open();
    await device.open();
    expect(device.status().state).toBe('open');
    await device.close();
    await device.close();
  });

  it('is not opened by a search that was overtaken by a close', async () => {
    const { device, hid, time } = collectHid({ match: 'spacemouse' });
    hid.plug(puck());
    const opening = device.open();
    await device.close();
    await opening;
    await time.advance(3000);
    expect(device.status()).toEqual({ state: 'closed' });
    expect(hid.lines.size).toBe(0);
  });
});
