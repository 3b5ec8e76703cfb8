import { describe, expect, it } from 'vitest';
import type { Principal } from '../../../core/commands/authorise.ts';
import type { CommandRequest } from '../../../core/commands/table.ts';
import type { DeviceEntry } from '../../../core/show/show-schema.ts';
import type { TrackingSample } from '../../../core/tracking/tracking-sample.ts';
import type { Device, DeviceContext } from '../../../devices/device.ts';
import { PacketCounters } from '../../../devices/packet-counters.ts';
import { createDevice } from '../../../devices/registry.ts';
import { createLog } from '../../../server/observe/log.ts';
import { CameraSet } from '../../../server/tracking/camera-set.ts';
import { DeviceHub } from '../../../server/tracking/device-hub.ts';
import { twoWalls } from '../../core/show/two-walls.ts';
import { oscFloats } from '../../support/pose-sender.ts';
import { sampleAt } from './tracker-fixture.ts';

/** A hub over devices that only note what happens to them. */
function notingHub() {
  const events: string[] = [];
  const contexts = new Map<string, DeviceContext>();
  const commands: [CommandRequest, Principal][] = [];
  const create = ({ id, kind }: DeviceEntry, context: DeviceContext): Device => {
    contexts.set(id, context);
    const note = (what: string) => async () => {
      events.push(`${what} ${id}`);
    };
    return {
      id,
      kind,
      open: note('open'),
      close: note('close'),
      status: () => ({ state: 'open', detail: 'noting' }),
      counters: () => new PacketCounters(),
      receive: () => {},
    };
  };
  const routed: [string, string][] = [];
  const hub = new DeviceHub({
    create,
    nowMs: () => 0,
    route: (device, sample) => {
      routed.push([device, sample.subject]);
      return sample.subject === '1';
    },
    control: () => false,
    command: async (request, principal) => {
      commands.push([request, principal]);
      return { ok: false, error: { code: 'forbidden', message: '' } };
    },
    host: '10.0.0.1',
    takesFolder: '/takes',
    log: createLog('silent', true),
  });
  return { hub, events, contexts, commands, routed };
}
const entry = (id: string, port: number): DeviceEntry => ({ id, kind: 'osc', options: { port } });

describe('the device hub', () => {
  it('opens, reopens and closes only what changed in the show', async () => {
    const { hub, events } = notingHub();
    await hub.configure([entry('a', 1), entry('b', 2)]);
    await hub.configure([entry('a', 1), entry('b', 3), entry('c', 4)]);
    await hub.configure([entry('a', 1)]);
    await hub.stop();
    expect(events).toEqual([
      ...['open a', 'open b'],
      ...['close b', 'open b', 'open c'],
      ...['close b', 'close c'],
      'close a',
    ]);
  });

  it('hands samples on with their device, and counts those that no camera is for', async () => {
    const { hub, contexts, routed } = notingHub();
    await hub.configure([entry('a', 1)]);
    for (const subject of ['1', '9', '9']) contexts.get('a')?.sink.sample(sampleAt(0, { subject }));
    expect(routed).toEqual([
      ['a', '1'],
      ['a', '9'],
      ['a', '9'],
    ]);
    expect(hub.reports()[0]?.refused).toEqual({ 'no-camera': 2 });
  });

  it('gives commands the address they came from and the role of a remote, and counts refused ones', async () => {
    const { hub, contexts, commands } = notingHub();
    await hub.configure([entry('a', 1)]);
    const request = { type: 'environment.take' };
    contexts.get('a')?.sink.command(request, { address: '10.0.0.7', port: 5 });
    expect(commands).toEqual([[request, { who: '10.0.0.7', role: 'remote', door: 'osc' }]]);
    await new Promise(setImmediate);
    expect(hub.reports()[0]?.refused).toEqual({ forbidden: 1 });
  });

  it('lends the server’s own address and takes folder to every device', async () => {
    const { hub, contexts } = notingHub();
    await hub.configure([entry('a', 1)]);
    expect(contexts.get('a')).toMatchObject({ host: '10.0.0.1', takesFolder: '/takes' });
  });

  it('carries a real datagram to the pose of its camera', async () => {
    const show = twoWalls();
    const cameras = new CameraSet({
      poseIs: () => 'tracker',
      onSample: () => {},
      standing: {},
    });
    cameras.configure(show);
    let device: Device | undefined;
    const hub = new DeviceHub({
      create: (each, context) => {
        device = createDevice(each, context);
        return device;
      },
      nowMs: () => 40,
      route: (id, sample: TrackingSample) => cameras.route(id, sample),
      control: () => false,
      command: async () => ({ ok: true, revision: 1 }),
      host: '127.0.0.1',
      takesFolder: '/takes',
      log: createLog('silent', true),
    });
    await hub.configure(show.devices);
    const from = { address: '127.0.0.1', port: 5000 };
    device?.receive(oscFloats('/cyc/camera/1/pose', [1, 1.5, -2, 0, 0, 0, 1]), from);
    const [a, b] = cameras.reports(50);
    expect(a).toMatchObject({ id: 'A', ageMs: 10, counters: { accepted: 1 } });
    expect(a?.pose).toEqual({ position: [1, 1.5, -2], orientation: [0, 0, 0, 1] });
    expect(b).toMatchObject({ id: 'B', status: 'lost', pose: null });
    await hub.stop();
  });
});

describe('the cameras of a show', () => {
  it('keep their samples when the show changes around them, and begin anew with another source', () => {
    const show = twoWalls();
    const cameras = new CameraSet({
      poseIs: () => 'pupil',
      onSample: () => {},
      standing: {},
    });
    cameras.configure(show);
    cameras.route('osc', sampleAt(0, { subject: '1', x: 1 }));
    cameras.configure({ ...show, name: 'Other' });
    expect(cameras.reports(0)[0]?.pose?.position).toEqual([1, 1.6, 0]);
    const other = show.cameras.map((camera) => ({
      ...camera,
      source: { ...camera.source, subject: `new-${camera.id}` },
    }));
    cameras.configure({ ...show, cameras: other });
    expect(cameras.reports(0)[0]?.pose).toBeNull();
    expect(cameras.route('osc', sampleAt(0, { subject: '1' }))).toBe(false);
    expect(cameras.route('osc', sampleAt(0, { subject: 'new-A' }))).toBe(true);
  });
});
