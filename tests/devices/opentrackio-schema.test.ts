import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { createPose } from '../../core/math.ts';
import { openTrackIoSimulator } from '../../devices/opentrackio/simulator.ts';
import { exported, moveLog } from '../core/takes/export/moved-camera.ts';

const fixture = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../fixtures/opentrackio/${name}`, import.meta.url), 'utf8'));
/** The schema that SMPTE publishes, read by a library that knows nothing of our encoder. */
const published = z.fromJSONSchema(
  fixture('v1.0.1_opentrackio_schema.json') as Parameters<typeof z.fromJSONSchema>[0],
);
const faultsOf = (document: unknown) => published.safeParse(document).error?.issues ?? [];

test.each(['complete_static', 'recommended_static', 'recommended_dynamic'])(
  'the published schema takes its own example %s',
  (name) => {
    expect(faultsOf(fixture(`v1.0.1_${name}_example.json`))).toEqual([]);
  },
);

test('the published schema refuses a sample with a mode that there is not', () => {
  expect(faultsOf({ timing: { mode: 'sideways' } })).toHaveLength(1);
});

test('every packet of the simulator is valid by the published schema', () => {
  const source = { sourceNumber: 7, sourceId: 'urn:uuid:12345678-1234-4123-8123-123456789abc' };
  const simulator = openTrackIoSimulator({ encoding: 'json', ...source });
  for (let ms = 0; ms < 4000; ms += 100) {
    const [packet = Buffer.alloc(0)] = simulator.datagrams(createPose(), ms);
    const json = Buffer.from(packet.subarray(16)).toString('utf8');
    expect(faultsOf(JSON.parse(json)), json).toEqual([]);
  }
});

test.each(['evaluated', 'raw', 'both'] as const)(
  'every line of a take exported as %s is valid by the published schema',
  (which) => {
    const { text } = exported(moveLog(), { format: 'opentrackio', which });
    const lines = text.trim().split('\n');
    expect(lines.length).toBeGreaterThan(40);
    for (const line of lines) expect(faultsOf(JSON.parse(line)), line).toEqual([]);
  },
);
