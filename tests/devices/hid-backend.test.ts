import { describe, expect, it } from 'vitest';
import { done } from '../../core/result.ts';
import type { HidInfo } from '../../devices/hid/backend.ts';
import { HidHost } from '../../devices/hid/host/hid-host.ts';
import { infosOf } from '../../devices/hid/host/node-hid.ts';
import { openFault } from '../../devices/hid/host/open-fault.ts';
import { connectNativeHid } from '../../devices/hid/shared-backend.ts';
import { settled } from './hid-fake.ts';
import { hearing, joined, openOne } from './hid-joined.ts';

describe('the HID library behind its boundary', () => {
  it('lists its devices in our words', async () => {
    const { backend } = joined();
    const expected: HidInfo = {
      path: '/dev/hidraw0',
      vendorId: 0x256f,
      productId: 0xc635,
      serial: '',
      product: 'SpaceMouse Compact',
      manufacturer: '',
      interface: 0,
      usagePage: 1,
      usage: 8,
      mayOpen: true,
    };
    expect(await backend.list()).toEqual(done([expected]));
  });

  it('opens a device, passes its reports, and writes one after the other', async () => {
    const { backend, opened } = joined();
    const { on, reports } = hearing();
    const line = await openOne(backend, on);
    opened[0]!.emit('data', Buffer.from('0301', 'hex'));
    expect(reports).toEqual(['0301']);
    line.write(Uint8Array.of(4, 1));
    line.sendFeatureReport(Uint8Array.of(3, 8, 70));
    for (let i = 0; i < 5; i += 1) await settled();
    expect(opened[0]!.calls).toEqual(['write 0401', 'feature 030846']);
    await line.close();
    for (let i = 0; i < 3; i += 1) await settled();
    expect(opened[0]!.calls.at(-1)).toBe('close');
    opened[0]!.emit('data', Buffer.from('0300', 'hex'));
    line.write(Uint8Array.of(4, 0));
    expect(reports).toHaveLength(1);
  });

  it.each([undefined, {}, 'gone', new Error('could not read')])(
    'says once that a device is lost, whatever the error is (%s)',
    async (error) => {
      const { backend, opened } = joined();
      const { on, errors } = hearing();
      await openOne(backend, on);
      opened[0]!.fails = true;
      opened[0]!.emit('error', error);
      opened[0]!.emit('error', error);
      for (let i = 0; i < 3; i += 1) await settled();
      const words = error instanceof Error ? error.message : typeof error === 'string' ? error : '';
      expect(errors).toEqual([words]);
    },
  );

  it('loses no more than a light when a write fails', async () => {
    const { backend, opened } = joined();
    const { on, errors } = hearing();
    const line = await openOne(backend, on);
    opened[0]!.fails = true;
    line.write(Uint8Array.of(4, 1));
    for (let i = 0; i < 3; i += 1) await settled();
    opened[0]!.fails = false;
    line.write(Uint8Array.of(4, 0));
    for (let i = 0; i < 3; i += 1) await settled();
    expect(opened[0]!.calls).toEqual(['write 0401', 'write 0400']);
    expect(errors).toEqual([]);
  });

  it('says why the library cannot be loaded, at each request anew', async () => {
    const loadFault = new Error('libusb-1.0.so.0: cannot open shared object file');
    const { backend } = joined({ loadFault });
    const fault = { code: 'library', detail: loadFault.message };
    expect(await backend.list()).toEqual({ ok: false, fault });
    expect(await backend.open('/dev/hidraw0', hearing().on)).toEqual({ ok: false, fault });
  });

  it('knows a library that fails at its first call, as node-hid does without libusb', async () => {
    const detail = 'libusb-1.0.so.0: cannot open shared object file: No such file or directory';
    const fails = () => Promise.reject(new Error(detail));
    const { backend } = joined({ devicesAsync: fails, HIDAsync: { open: fails } });
    const fault = { code: 'library', detail };
    expect(await backend.list()).toEqual({ ok: false, fault });
    expect(await backend.open('/dev/hidraw0', hearing().on)).toEqual({ ok: false, fault });
  });

  it('tells a missing permission, a vanished device and a busy one apart', () => {
    const error = new Error('cannot open device with path /dev/hidraw0');
    expect(openFault(error, 'EACCES').code).toBe('permission');
    expect(openFault(error, 'ENOENT').code).toBe('gone');
    expect(openFault(error, '').code).toBe('other');
    expect(openFault(new Error('exclusive access and device already open'), '').code).toBe('busy');
    expect(openFault(undefined, '')).toEqual({ code: 'other', detail: '' });
  });

  it('says which devices this user may not open', async () => {
    const { backend } = joined({ access: 'EACCES' });
    const answer = await backend.list();
    expect(answer.ok && answer.value.map((info) => info.mayOpen)).toEqual([false]);
  });

  it('answers with a fault when listing throws or gives rubbish', async () => {
    const rubbish = joined({ devicesAsync: async () => [{ path: 7 }] });
    expect(await rubbish.backend.list()).toMatchObject({ ok: false, fault: { code: 'other' } });
    expect(infosOf([{ vendorId: 1, productId: 2 }])).toEqual([]);
  });

  it('when its process crashes, every open device is lost and every request answered', async () => {
    const { backend, crash } = joined({ devicesAsync: () => new Promise(() => {}) });
    const { on, errors } = hearing();
    await openOne(backend, on);
    const listing = backend.list();
    crash('it was ended by SIGSEGV');
    expect(await listing).toEqual({
      ok: false,
      fault: { code: 'stopped', detail: 'it was ended by SIGSEGV' },
    });
    expect(errors).toEqual(['the process of the HID library is down: it was ended by SIGSEGV']);
  });

  it('gives up a process that does not answer for 15 s, or for a minute when it is starting', async () => {
    const answers: Promise<unknown>[] = [new Promise(() => {}), Promise.resolve([])];
    const devicesAsync = () => answers.shift() ?? new Promise(() => {});
    const { backend, time, restarts } = joined({ devicesAsync });
    const starting = backend.list();
    await time.advance(59_000);
    expect(restarts).toEqual([]);
    await time.advance(2000);
    expect(restarts).toEqual(['it did not answer for 60 s']);
    expect(await starting).toMatchObject({ ok: false, fault: { code: 'stopped' } });
    expect(await backend.list()).toEqual(done([]));
    const hanging = backend.list();
    await time.advance(14_900);
    expect(restarts).toHaveLength(1);
    await time.advance(200);
    expect(restarts).toHaveLength(2);
    expect(await hanging).toMatchObject({ ok: false, fault: { code: 'stopped' } });
  });

  it('drops messages that are none of its own', async () => {
    const host = new HidHost({
      load: () => Promise.reject(new Error('no')),
      accessCode: async () => '',
      send: () => {
        throw new Error('nothing should be said');
      },
    });
    for (const message of [undefined, 7, {}, { ask: 'list' }, { ask: 'dance', id: 1 }]) {
      await host.take(message);
    }
    await host.take({ ask: 'write', id: 9, isFeature: false, bytes: new Uint8Array(1) });
    await host.take({ ask: 'close', id: 9 });
  });
});

describe('the real process of the HID library', () => {
  it('answers on this machine, with devices or with the reason why there are none', async () => {
    const [a, b] = [1, 2].map(() => connectNativeHid(() => performance.now()));
    const [first, second] = await Promise.all([a!.list(), b!.list()]);
    await a!.close();
    await a!.close();
    expect(second.ok).toBe(first.ok);
    if (!first.ok) expect(first.fault.code).toBe('library');
    const again = await b!.list();
    expect(again.ok).toBe(first.ok);
    await b!.close();
  });
});
