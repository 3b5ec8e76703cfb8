import { describe, expect, it } from 'vitest';
import { spaceMouseButtons } from '../../devices/hid/simulator.ts';
import { loopback } from './collect.ts';
import { press } from './hid-decode.ts';
import { collectHid, openPuck, puck } from './hid-fake.ts';

describe('what can go wrong', () => {
  it('a missing permission is explained with the line for udev', async () => {
    const { device, hid, time } = collectHid({ match: 'spacemouse' });
    hid.plug(puck());
    hid.openFaults.set('/dev/hidraw0', { code: 'permission', detail: 'cannot open device' });
    await device.open();
    expect(device.status()).toMatchObject({
      reason: expect.stringContaining(
        'KERNEL=="hidraw*", ATTRS{idVendor}=="256f", MODE="0660", TAG+="uaccess"',
      ),
    });
    hid.openFaults.clear();
    await time.advance(1000);
    expect(device.status().state).toBe('open');
  });

  it('a missing library is explained with the package that brings it', async () => {
    const { device, hid, time, statuses } = collectHid({ match: 'spacemouse' });
    hid.listFault = { code: 'library', detail: 'libusb-1.0.so.0: cannot open shared object file' };
    await device.open();
    expect(device.status()).toMatchObject({
      reason: expect.stringContaining('apt-get install libusb-1.0-0'),
    });
    await time.advance(10_000);
    expect(statuses).toHaveLength(1);
    hid.listFault = undefined;
    hid.plug(puck());
    await time.advance(1000);
    expect(device.status().state).toBe('open');
  });

  it('a device that another program has is explained', async () => {
    const { device, hid } = collectHid({ match: 'streamdeck' });
    hid.plug({ path: 'x', vendorId: 0x0fd9, productId: 0x0080, product: 'Stream Deck MK.2' });
    hid.openFaults.set('x', { code: 'busy', detail: '' });
    await device.open();
    expect(device.status()).toMatchObject({
      reason: expect.stringContaining('Stream Deck MK.2 (0fd9:0080) is in use by another program'),
    });
  });

  it('malformed reports are counted by reason and change nothing', async () => {
    const { device, time, hid, samples, events } = await openPuck();
    hid.send('/dev/hidraw0', '', '0100', '176400', 'ffffffff', '03');
    await time.advance(100);
    expect(Object.fromEntries(device.counters().refused)).toEqual({
      type: 2,
      length: 2,
      'other-type': 1,
    });
    expect(device.counters().accepted).toBe(0);
    expect(events).toEqual([]);
    expect(samples.at(-1)).toMatchObject({ x: 0, y: 1.5, z: 0 });
  });

  it('a report can be given by hand, open or not', () => {
    const { device, events } = collectHid({ match: 'xkeys' });
    device.receive(new Uint8Array(3), loopback);
    expect(Object.fromEntries(device.counters().refused)).toEqual({ length: 1 });
    const puckless = collectHid({ match: { vendor: '256f', product: 'c635' } });
    puckless.device.receive(spaceMouseButtons([1]), loopback);
    expect(puckless.events).toEqual([press('button/1')]);
    expect(events).toEqual([]);
  });

  it('options that are wrong are named, each by its place', async () => {
    const { device } = collectHid({ match: {}, rateHz: 'fast', use: 'toy' });
    await device.open();
    const status = device.status();
    const reason = 'reason' in status ? status.reason : '';
    for (const place of ['/options/match', '/options/rateHz', '/options/use']) {
      expect(reason).toContain(place);
    }
  });
});
