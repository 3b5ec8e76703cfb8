import { type ChildProcess, execFile, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';
import { afterAll, describe, expect, it } from 'vitest';
import { createArtNetPacket, decodeArtNet, dmxOffset } from '../../devices/artnet/codec.ts';
import { createSacnPacket, decodeSacn, firstSlot, sourceName } from '../../devices/sacn/codec.ts';
import { exited, repository } from '../support/running-server.ts';
import { addresses, type Machine, StageNetwork } from '../support/stage-network.ts';
import { until } from '../support/until.ts';
import { fixtureRecording } from './collect.ts';
import { OlaPeer, whyNoOla } from './ola-peer.ts';

const smpteFrame = ((1 * 60 + 2) * 60 + 3) * 30 + 4;
/** 10:20:30:12 of drop-frame: two labels are left out each minute but the tenth. */
const dropFrame = ((10 * 60 + 20) * 60 + 30) * 30 + 12 - 2 * (620 - 62);

describe('what OLA has sent as sACN', () => {
  const captured = fixtureRecording('sacn/captured_ola_0.10.9.jsonl').map(({ bytes }) => bytes);

  it('is read to the values that were set, with priority and sequence', () => {
    const found = captured.slice(0, 2).map((bytes) => {
      const out = createSacnPacket();
      expect(decodeSacn(bytes, out)).toBeUndefined();
      expect(sourceName(bytes)).toBe('OLA Server');
      const { universe, priority, sequence, isTerminated, slotCount } = out;
      const slots = [...bytes.subarray(firstSlot, firstSlot + slotCount)];
      return { universe, priority, sequence, isTerminated, slots };
    });
    const shared = { sequence: 0, isTerminated: false };
    expect(found).toEqual([
      { ...shared, universe: 1, priority: 100, slots: [1, 2, 3, 255] },
      { ...shared, universe: 300, priority: 150, slots: [10, 20] },
    ]);
  });

  it('ends with three terminations for each universe, without slots', () => {
    const ends = captured.slice(2).map((bytes) => {
      const out = createSacnPacket();
      expect(decodeSacn(bytes, out)).toBeUndefined();
      return [out.universe, out.sequence, out.isTerminated, out.slotCount];
    });
    expect(ends).toEqual([1, 300].flatMap((u) => [1, 2, 3].map((n) => [u, n, true, 0])));
  });
});

describe('what OLA has sent as Art-Net', () => {
  const captured = fixtureRecording('artnet/captured_ola_tools_0.10.9.jsonl');

  it('is read to the values and the timecode that were set', () => {
    const [dmx, ...timecodes] = captured.map(({ bytes }) => {
      const out = createArtNetPacket();
      expect(decodeArtNet(bytes, out)).toBeUndefined();
      return { ...out, slots: [...bytes.subarray(dmxOffset, dmxOffset + out.slotCount)] };
    });
    // OLA fills up to an even number.
    expect(dmx).toMatchObject({ kind: 'dmx', portAddress: 0x123, slots: [0, 128, 255, 0] });
    expect(timecodes.map(({ kind, timecodeFrame }) => [kind, timecodeFrame])).toEqual([
      ['timecode', smpteFrame],
      ['timecode', dropFrame],
    ]);
  });
});

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** Our inputs on a machine of their own, and what they say line by line. */
function listen(on: readonly string[], host: string): Set<string> {
  const script = path.join(import.meta.dirname, 'ola-listener.ts');
  const [file = '', ...args] = [...on, process.execPath, '--import', 'tsx', script, host];
  const child: ChildProcess = spawn(file, args, {
    cwd: repository,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  closing.push(() => exited(child, 'SIGTERM'));
  const heard = new Set<string>();
  if (child.stdout) createInterface({ input: child.stdout }).on('line', (line) => heard.add(line));
  return heard;
}

/** OLA sends Art-Net to the broadcast address that its interface names, and the network's have none. */
async function giveBroadcast(network: StageNetwork, machine: Machine): Promise<void> {
  const address = `${addresses[machine]}/24`;
  for (const change of [
    ['del', address],
    ['add', address, 'brd', '+'],
  ]) {
    const [file = '', ...args] = [...network.on(machine), 'ip', 'address', ...change];
    await promisify(execFile)(file, [...args, 'dev', 'lan']);
  }
}

describe('a running OLA', () => {
  it('sets slots and timecode of our inputs, and hands a universe back', async (context) => {
    const why = whyNoOla();
    if (why) return context.skip(why);
    const network = await StageNetwork.open();
    closing.push(() => network.close());
    const [here, there] = [network.on('server'), network.on('tracker')];
    for (const machine of ['server', 'tracker'] as const) await giveBroadcast(network, machine);
    const heard = listen(here, addresses.server);
    const ola = new OlaPeer(there, addresses.tracker);
    closing.push(() => ola.close());
    const hears = (line: string) => until(line, async () => heard.has(line), 30_000);
    await hears('open');
    const { e131, artnet } = await until('OLA is up', () => ola.outputs());
    const patch = (device: string, port: string, universe: string) =>
      ola.tool('ola_patch', '-d', device, '-p', port, '-u', universe);
    await patch(e131, '0', '1');
    await patch(e131, '1', '300');
    await patch(artnet, '0', '3');
    await ola.tool('ola_set_dmx', '-u', '1', '-d', '1,2,3,255');
    await ola.tool('ola_set_dmx', '-u', '300', '-d', '10,20');
    await ola.tool('ola_set_dmx', '-u', '3', '-d', '0,128,255');
    for (const line of ['slot/1/1 1', 'slot/1/4 255', 'slot/300/2 20']) await hears(line);
    for (const line of ['slot/291/1 0', 'slot/291/2 128', 'slot/291/3 255']) await hears(line);
    await ola.tool('ola_timecode', '-f', 'SMPTE', '01:02:03:04');
    await hears(`timecode ${smpteFrame}`);
    await ola.tool('ola_patch', '-r', '-d', e131, '-p', '0', '-u', '1');
    const isHandedBack = (line: string) => /^sacn .*universe 1: nobody/.test(line);
    await until('universe 1 is nobody’s', async () => [...heard].some(isHandedBack), 30_000);
    expect([...heard].filter((line) => line.includes('unavailable'))).toEqual([]);
  }, 120_000);
});
