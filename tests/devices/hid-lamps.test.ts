import { describe, expect, it } from 'vitest';
import type { Lamp } from '../../core/control/control-event.ts';
import { collectHid, type FakeHid, openPuck, puck, settled } from './hid-fake.ts';

describe('what it shows', () => {
  const lamp = (tally: Lamp['tally']): Lamp => ({ tally, level: null, label: '' });

  it('the light of a puck’s cap, once for each change, and again after a replug', async () => {
    const { device, hid, time } = await openPuck();
    device.show?.('led', lamp('air'));
    device.show?.('led', lamp('air'));
    await time.advance(100);
    expect(hid.written).toEqual([{ path: '/dev/hidraw0', isFeature: false, hex: '0401' }]);
    hid.unplug('/dev/hidraw0');
    device.show?.('led', lamp('off'));
    hid.plug(puck('/dev/hidraw1'));
    await time.advance(2000);
    expect(hid.written.slice(1)).toEqual([{ path: '/dev/hidraw1', isFeature: false, hex: '0400' }]);
  });

  const deckInfo = { path: 'x', vendorId: 0x0fd9, productId: 0x0080 };
  const brightness = { path: 'x', isFeature: true, hex: `030846${'00'.repeat(29)}` };
  /** Header and first byte of the pictures: the red of the ground, for the picture is turned. */
  const pictures = (hid: FakeHid) => hid.written.slice(1).map(({ hex }) => hex.slice(0, 18));

  /** A deck whose pictures are made when a test says so. */
  async function openDeck() {
    const made: (() => void)[] = [];
    const collected = collectHid(
      { match: 'streamdeck' },
      {
        encodeJpeg: (rgba) =>
          new Promise((resolve) => made.push(() => resolve(rgba.subarray(0, 1)))),
      },
    );
    collected.hid.plug(deckInfo);
    await collected.device.open();
    const finish = async (): Promise<void> => {
      made.shift()?.();
      await settled();
    };
    return { ...collected, made, finish };
  }

  it('key pictures one after the other, of each key the newest only', async () => {
    const { device, hid, made, finish } = await openDeck();
    expect(hid.written).toEqual([brightness]);
    for (const tally of ['air', 'next', 'on'] as const) device.show?.('key/1', lamp(tally));
    device.show?.('key/15', lamp('off'));
    device.show?.('key/16', lamp('off'));
    expect(made).toHaveLength(1);
    for (let i = 0; i < 4; i += 1) await finish();
    expect(pictures(hid)).toEqual([
      '0207000101000000c4',
      '0207000101000000a8',
      '02070e010100000018',
    ]);
  });

  it('no picture on a deck that was unplugged meanwhile, and all of them on its return', async () => {
    const { device, hid, time, finish } = await openDeck();
    device.show?.('key/1', lamp('air'));
    hid.unplug('x');
    await finish();
    expect(hid.written).toEqual([brightness]);
    hid.plug(deckInfo);
    await time.advance(1000);
    expect(hid.written[1]).toEqual(brightness);
    expect(pictures(hid).slice(1)).toEqual(['0207000101000000c4']);
  });

  it('a picture that it has made before at once', async () => {
    const { device, hid, made, finish } = await openDeck();
    for (const tally of ['air', 'off'] as const) {
      device.show?.('key/1', lamp(tally));
      await finish();
    }
    device.show?.('key/1', lamp('air'));
    await settled();
    expect(made).toEqual([]);
    expect(pictures(hid).map((hex) => hex.slice(-2))).toEqual(['c4', '18', 'c4']);
  });

  it('a picture that could not be made after another second', async () => {
    const answers = [undefined, Uint8Array.of(7)];
    const { device, hid, time } = collectHid(
      { match: 'streamdeck' },
      { encodeJpeg: async () => answers.shift() },
    );
    hid.plug(deckInfo);
    await device.open();
    device.show?.('key/2', lamp('air'));
    await time.advance(900);
    expect(pictures(hid)).toEqual([]);
    await time.advance(200);
    expect(pictures(hid)).toEqual(['020701010100000007']);
    expect(time.waiting).toBe(0);
  });
});
