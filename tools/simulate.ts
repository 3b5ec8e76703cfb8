import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { createPose } from '../core/math.ts';
import { freedPort } from '../devices/freed/driver.ts';
import { freedSimulator } from '../devices/freed/simulator.ts';
import { groupOfSource, openTrackIoPort } from '../devices/opentrackio/driver.ts';
import { openTrackIoSimulator } from '../devices/opentrackio/simulator.ts';
import { oscPort } from '../devices/osc/driver.ts';
import { oscSimulator, vmcSimulator } from '../devices/osc/simulator.ts';
import { motionNames, motionOptions, motionPose } from '../devices/simulated/motion.ts';
import { startTicker } from '../devices/simulated/ticker.ts';
import type { Simulator } from '../devices/simulator.ts';
import { boundInterface } from '../devices/udp/bound-interface.ts';
import { openUdpSender } from '../devices/udp/udp-sender.ts';

export const usage = `Sends what a real tracker would send, over UDP, until stopped.

  npm run simulate -- freed|opentrackio|osc|vmc [options]

  --host ADDRESS      where to (default 127.0.0.1)
  --port PORT         default: freed ${freedPort}, opentrackio ${openTrackIoPort}, osc and vmc ${oscPort}
  --rate HZ           samples a second, 1 to 240 (default 60)
  --motion NAME       ${motionNames.join(', ')} (default dolly)
  --seed N            of the handheld motion (default 1)
  --id ID             camera id, source number, OSC id or VMC name (default 1)
  --seconds N         stops after N seconds
  --euler             osc: pan, tilt and roll instead of a quaternion
  --cbor              opentrackio: CBOR instead of JSON
  --segments N        opentrackio: at least N packets for each sample
  --multicast         opentrackio: to 239.135.1.<id> instead of --host
  --interface NAME    address or name of the interface that multicast leaves by`;

const defaultPorts = {
  freed: freedPort,
  opentrackio: openTrackIoPort,
  osc: oscPort,
  vmc: oscPort,
} as const;

const number = (low: number, high: number) => z.coerce.number().min(low).max(high);

const settings = z.object({
  protocol: z.enum(['freed', 'opentrackio', 'osc', 'vmc']),
  host: z.string().min(1).default('127.0.0.1'),
  port: number(1, 65535).optional(),
  rate: number(1, 240).default(60),
  motion: z.enum(motionNames).default('dolly'),
  seed: number(0, 0xffffffff).default(1),
  id: z.string().min(1).max(128).default('1'),
  seconds: number(0.001, 1e7).optional(),
  euler: z.boolean().default(false),
  cbor: z.boolean().default(false),
  segments: number(1, 32).default(1),
  multicast: z.boolean().default(false),
  interface: z.string().optional(),
});
export type SimulateSettings = z.infer<typeof settings>;

const idRange = { freed: [0, 255], opentrackio: [1, 200] } as const;

/** The settings that the command line asks for. Throws an error that says what is wrong. */
export function parseSimulateArguments(args: string[]): SimulateSettings {
  const text = { type: 'string' } as const;
  const flag = { type: 'boolean' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      host: text,
      port: text,
      rate: text,
      motion: text,
      seed: text,
      id: text,
      seconds: text,
      segments: text,
      interface: text,
      euler: flag,
      cbor: flag,
      multicast: flag,
    },
  });
  const parsed = settings.safeParse({ ...values, protocol: positionals[0] });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((i) => `--${i.path.join('.')}: ${i.message}`);
    throw new Error(problems.join('\n').replace('--protocol', 'protocol'));
  }
  const { protocol, id } = parsed.data;
  const range = protocol === 'freed' || protocol === 'opentrackio' ? idRange[protocol] : undefined;
  const isInRange =
    !range || (/^\d+$/.test(id) && Number(id) >= range[0] && Number(id) <= range[1]);
  if (!isInRange) throw new Error(`--id: ${protocol} takes a number from ${range?.join(' to ')}`);
  return parsed.data;
}

export function simulatorOf(from: SimulateSettings, sourceId: string): Simulator {
  switch (from.protocol) {
    case 'freed':
      return freedSimulator({ cameraId: Number(from.id) });
    case 'opentrackio':
      return openTrackIoSimulator({
        encoding: from.cbor ? 'cbor' : 'json',
        sourceNumber: Number(from.id),
        sourceId,
        segments: from.segments,
      });
    case 'osc':
      return oscSimulator(from.id, from.euler ? 'euler' : 'pose');
    case 'vmc':
      return vmcSimulator(from.id);
  }
}

/** Sends until `seconds` are over or `signal` is given, telling one line a second. */
export async function simulate(
  from: SimulateSettings,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const host = from.multicast ? groupOfSource(Number(from.id)) : from.host;
  const port = from.port ?? defaultPorts[from.protocol];
  const sender = await openUdpSender({ host, port, ...multicastInterface(from.interface) });
  const simulator = simulatorOf(from, `urn:uuid:${randomUUID()}`);
  const motion = motionOptions({ motion: from.motion, seed: from.seed });
  const pose = createPose();
  const startMs = Date.now();
  let sent = 0;
  await tickUntilDone(from, signal, (tMs, isNewSecond) => {
    motionPose(pose, tMs, motion);
    for (const bytes of simulator.datagrams(pose, startMs + tMs)) {
      sender.send(bytes);
      sent += 1;
    }
    const { count, last } = sender.failures();
    const trouble = count > 0 ? `, ${count} not sent (${last})` : '';
    if (isNewSecond) say(`${from.protocol} ${from.id} to ${host}:${port}: ${sent} sent${trouble}`);
  });
  await sender.close();
}

function multicastInterface(name: string | undefined): { multicastInterface?: string } {
  if (name === undefined) return {};
  const found = boundInterface(name, networkInterfaces());
  if (!found) throw new Error(`--interface: this machine has no interface or address "${name}"`);
  return { multicastInterface: found.address };
}

function tickUntilDone(
  { rate, seconds }: SimulateSettings,
  signal: AbortSignal,
  send: (tMs: number, isNewSecond: boolean) => void,
): Promise<void> {
  const endMs = (seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const nowMs = (): number => performance.now();
  return new Promise((done) => {
    const ticker = startTicker(rate, nowMs, (index) => {
      const tMs = (index * 1000) / rate;
      if (tMs < endMs && !signal.aborted) return send(tMs, index % Math.round(rate) === 0);
      ticker.stop();
      return done();
    });
  });
}

async function main(): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    const from = parseSimulateArguments(process.argv.slice(2));
    await simulate(from, (line) => console.log(line), stop.signal);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
