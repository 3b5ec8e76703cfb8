import { expect, test } from 'vitest';
import { discoveryReport } from '../../../core/wire/discovery.ts';
import { deviceFactories } from '../../../devices/registry.ts';
import { Discovery } from '../../../server/discovery/discovery.ts';
import type { MachinePorts } from '../../../server/discovery/machine-ports.ts';
import type { HeardSubject } from '../../../server/tracking/subjects-seen.ts';
import { twoWalls } from '../../core/show/two-walls.ts';
import { surroundings } from '../http/open-server.ts';

const puck = {
  id: 'p',
  name: 'SpaceMouse Compact',
  vendor: 0x256f,
  product: 0xc635,
  serial: '',
  family: 'spacemouse' as const,
};

/** A discovery over a machine of the test's own, with a clock that the test moves. */
function discoveryOf(changes: Partial<MachinePorts> = {}) {
  const asked = { hid: 0, midi: 0, audio: 0, rest: 0 };
  const clock = { ms: 0 };
  const [camera] = twoWalls().cameras;
  const source = camera?.source ?? { device: '', subject: '' };
  const heard: HeardSubject[] = [
    { subject: source.subject, kind: 'camera', ageMs: 20 },
    { subject: 'nobody', kind: 'camera', ageMs: 30 },
  ];
  const ports: MachinePorts = {
    hid: async () => ({ ok: true, value: [puck] }),
    midi: async () => ({ ok: true, value: { inputs: ['X-TOUCH'], outputs: [] } }),
    audio: async () => ({ ok: false, fault: 'There is no sound card.' }),
    rest: async () => {
      asked.rest++;
    },
    ...changes,
  };
  const counted: MachinePorts = {
    hid: () => count('hid'),
    midi: () => count('midi'),
    audio: () => count('audio'),
    rest: ports.rest,
  };
  function count<Name extends 'hid' | 'midi' | 'audio'>(
    name: Name,
  ): ReturnType<MachinePorts[Name]> {
    asked[name]++;
    return ports[name]() as ReturnType<MachinePorts[Name]>;
  }
  const discovery = new Discovery({
    factories: deviceFactories.values(),
    host: '10.0.0.5',
    interfaces: surroundings.interfaces,
    ports: counted,
    show: twoWalls,
    heard: () => new Map([[source.device, heard]]),
    nowMs: () => clock.ms,
    patienceMs: 20,
  });
  return { discovery, asked, clock, camera, source };
}

test('says what there is, why something is not, and who follows what is heard', async () => {
  const { discovery, camera, source } = discoveryOf();
  const report = await discovery.look();
  expect(discoveryReport.safeParse(report).error).toBeUndefined();
  expect(report.interfaces.map(({ address }) => address)).toEqual([
    '192.168.7.20',
    'fe80::1',
    '127.0.0.1',
    '::1',
  ]);
  expect(report.hid).toEqual({ found: [puck], reason: '' });
  expect(report.midi).toEqual({ inputs: ['X-TOUCH'], outputs: [], reason: '' });
  expect(report.audio).toEqual({ found: [], reason: 'There is no sound card.' });
  expect(report.subjects.map(({ device, subject }) => [device, subject])).toEqual([
    [source.device, source.subject],
    [source.device, 'nobody'],
  ]);
  expect(report.subjects[0]?.cameras).toContain(camera?.id);
  expect(report.subjects[1]).toMatchObject({ cameras: [], objects: [] });
});

test('many who look within a second are one question', async () => {
  const { discovery, asked, clock } = discoveryOf();
  await Promise.all([discovery.look(), discovery.look()]);
  clock.ms = 999;
  await discovery.look();
  expect(asked).toMatchObject({ hid: 1, midi: 1, audio: 1 });
  clock.ms = 1000;
  await discovery.look();
  expect(asked).toMatchObject({ hid: 2, midi: 2, audio: 2 });
});

test('a library that hangs is given up with a reason, and not asked again while it hangs', async () => {
  let answer: (found: Awaited<ReturnType<MachinePorts['midi']>>) => void = () => {};
  const hanging: ReturnType<MachinePorts['midi']> = new Promise((resolve) => {
    answer = resolve;
  });
  const { discovery, asked, clock } = discoveryOf({ midi: () => hanging });
  const late = await discovery.look();
  expect(late.midi.reason).toContain('has not answered in 0.02 s');
  expect(late.hid.found).toHaveLength(1);
  clock.ms = 2000;
  await discovery.look();
  expect(asked).toMatchObject({ hid: 2, midi: 1 });
  answer({ ok: true, value: { inputs: ['late'], outputs: [] } });
  await hanging;
  clock.ms = 4000;
  expect((await discovery.look()).midi).toEqual({ inputs: ['late'], outputs: [], reason: '' });
});

test('every kind comes with its words, its schema and the default of this server', () => {
  const kinds = discoveryOf().discovery.kinds();
  expect(kinds.map(({ kind }) => kind)).toEqual([...deviceFactories.keys()]);
  for (const { kind, title } of kinds) expect(title, kind).not.toBe(kind);
  const freed = kinds.find(({ kind }) => kind === 'freed');
  expect(freed).toMatchObject({
    poseIs: 'tracker',
    options: { properties: { port: { default: 40000 }, interface: { default: '10.0.0.5' } } },
  });
});

test('stopping gives the libraries back', async () => {
  const { discovery, asked } = discoveryOf();
  await discovery.look();
  await discovery.stop();
  expect(asked.rest).toBe(1);
});
