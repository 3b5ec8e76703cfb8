import { describe, expect, it } from 'vitest';
import { spaceMouseButtons } from '../../devices/hid/simulator.ts';
import { press } from './hid-decode.ts';
import { collectHid, FakeHid, ManualTime, puck } from './hid-fake.ts';

describe('which device is taken', () => {
  it('by serial number: no other, wherever it is plugged in', async () => {
    const match = { vendor: '256f', product: 0xc635, serial: 'two' };
    const { device, hid, time } = collectHid({ match });
    hid.plug(puck('/dev/hidraw0', 'one'));
    await device.open();
    expect(device.status()).toMatchObject({
      reason: expect.stringContaining('vendor 256f, product c635, serial number two'),
    });
    hid.plug(puck('/dev/hidraw1', 'two'));
    await time.advance(1000);
    expect([...hid.lines.keys()]).toEqual(['/dev/hidraw1']);
  });

  it('by usage', async () => {
    const { device, hid } = collectHid({ match: { usage: [1, 8] } });
    hid.plug({ path: '/dev/hidraw0', vendorId: 0x046d, productId: 0xc52b, usagePage: 1, usage: 2 });
    hid.plug(puck('/dev/hidraw1'));
    await device.open();
    expect([...hid.lines.keys()]).toEqual(['/dev/hidraw1']);
  });

  it('the one that was open last, when others have come meanwhile', async () => {
    const { device, hid, time } = collectHid({ match: 'spacemouse' });
    hid.plug(puck('/dev/hidraw5', 'mine'));
    await device.open();
    hid.unplug('/dev/hidraw5');
    hid.plug(puck('/dev/hidraw1', 'other'));
    hid.plug(puck('/dev/hidraw2', 'mine'));
    await time.advance(1000);
    expect([...hid.lines.keys()]).toEqual(['/dev/hidraw2']);
  });

  it('of its interfaces those that can speak, not its keyboard', async () => {
    const { device, hid } = collectHid({ match: 'spacemouse' });
    hid.plug({ ...puck('/dev/hidraw0', 'S'), usage: 6 });
    hid.plug(puck('/dev/hidraw1', 'S'));
    await device.open();
    expect([...hid.lines.keys()]).toEqual(['/dev/hidraw1']);
  });

  it('two devices of one show never take the same, and each comes back to its own', async () => {
    const shared = { hid: new FakeHid(), time: new ManualTime(), claimed: new Set<string>() };
    shared.hid.plug(puck('/dev/hidraw0', 'one'));
    shared.hid.plug(puck('/dev/hidraw1', 'two'));
    const [a, b] = [1, 2].map(() => collectHid({ match: 'spacemouse' }, shared));
    await a!.device.open();
    await b!.device.open();
    expect(shared.hid.lines.size).toBe(2);
    shared.hid.unplug('/dev/hidraw1');
    shared.hid.unplug('/dev/hidraw0');
    shared.hid.plug(puck('/dev/hidraw8', 'two'));
    shared.hid.plug(puck('/dev/hidraw9', 'one'));
    await shared.time.advance(1000);
    expect(shared.hid.lines.size).toBe(2);
    shared.hid.send('/dev/hidraw9', spaceMouseButtons([1]));
    expect([a!.events.length, b!.events.length]).toEqual([1, 0]);
  });

  it('of a receiver’s interfaces the one that speaks is kept, the others are closed', async () => {
    const { device, hid, events } = collectHid({ match: 'spacemouse', use: 'control' });
    for (const at of [0, 1, 2]) {
      hid.plug({ ...puck(`/dev/hidraw${at}`), productId: 0xc652, interface: at });
    }
    await device.open();
    expect(hid.lines.size).toBe(3);
    // A battery report is no sign of life of the puck.
    hid.send('/dev/hidraw0', '176401');
    expect(hid.lines.size).toBe(3);
    hid.unplug('/dev/hidraw2');
    expect(device.status().state).toBe('open');
    hid.send('/dev/hidraw1', '030100');
    expect([...hid.lines.keys()]).toEqual(['/dev/hidraw1']);
    expect(events).toEqual([press('button/1')]);
    hid.unplug('/dev/hidraw1');
    expect(device.status().state).toBe('unavailable');
  });

  it('a device whose reports are not known, or that has no axes, is explained', async () => {
    const unknown = collectHid({ match: { vendor: '1234' } });
    unknown.hid.plug({ path: 'x', vendorId: 0x1234, productId: 1, product: 'Thing' });
    await unknown.device.open();
    expect(unknown.device.status()).toMatchObject({
      reason: expect.stringContaining(
        'Thing (1234:0001) is connected, but its reports are not known',
      ),
    });
    const deck = collectHid({ match: 'streamdeck', use: 'camera' });
    deck.hid.plug({ path: 'x', vendorId: 0x0fd9, productId: 0x0080 });
    await deck.device.open();
    expect(deck.device.status()).toMatchObject({
      reason: expect.stringContaining('has no axes that could move a camera'),
    });
  });
});
