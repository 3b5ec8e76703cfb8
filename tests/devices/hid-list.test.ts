import { describe, expect, it } from 'vitest';
import { done } from '../../core/result.ts';
import { listHidDevices } from '../../devices/hid/list-devices.ts';
import { FakeHid, puck } from './hid-fake.ts';

describe('the list of devices for discovery', () => {
  it('has the known ones with identity and family, and why one cannot be opened', async () => {
    const hid = new FakeHid();
    hid.plug(puck('/dev/hidraw0'));
    hid.plug({ ...puck('/dev/hidraw1', 'S1'), mayOpen: false });
    hid.plug({ path: '/dev/hidraw2', vendorId: 0x1234, productId: 1 });
    hid.plug({ path: '/dev/hidraw3', vendorId: 0x05f3, productId: 1029 });
    const answer = await listHidDevices(() => hid);
    expect(answer).toEqual(
      done([
        {
          id: '256f:c635@/dev/hidraw0',
          name: 'SpaceMouse Compact',
          vendor: 0x256f,
          product: 0xc635,
          serial: '',
          family: 'spacemouse',
        },
        {
          id: '256f:c635:S1',
          name: 'SpaceMouse Compact',
          vendor: 0x256f,
          product: 0xc635,
          serial: 'S1',
          family: 'spacemouse',
          cannotOpen: expect.stringContaining('udev'),
        },
        {
          id: '05f3:0405@/dev/hidraw3',
          name: 'XK-24',
          vendor: 0x05f3,
          product: 1029,
          serial: '',
          family: 'xkeys',
        },
      ]),
    );
    expect(hid.isClosed).toBe(true);
  });

  it('is a reason when the library cannot be loaded', async () => {
    const hid = new FakeHid();
    hid.listFault = { code: 'library', detail: "Cannot find package 'node-hid'" };
    const answer = await listHidDevices(() => hid);
    expect(answer).toMatchObject({ ok: false, fault: expect.stringContaining('npm install') });
  });
});
