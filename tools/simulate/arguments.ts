import { parseArgs } from 'node:util';
import { z } from 'zod';
import { motionNames } from '../../devices/simulated/motion.ts';
import { protocolNames, simulatedProtocols } from './protocols.ts';

const ports = protocolNames.map((name) => `${name} ${simulatedProtocols[name].port}`).join(', ');

export const usage = `Sends what a real tracker or console would send, over UDP, until stopped.

  npm run simulate -- ${protocolNames.join('|')} [options]

  --host ADDRESS      where to (default 127.0.0.1)
  --port PORT         default: ${ports}
  --rate HZ           samples a second, 1 to 240 (default 60)
  --motion NAME       ${motionNames.join(', ')} (default dolly)
  --seed N            of the handheld motion and of what the path does (default 1)
  --id ID             camera id, source number, OSC id, VMC name, tracker, universe (default 1)
  --seconds N         stops after N seconds
  --loss SHARE        of the datagrams, 0 to 1; likewise --reorder
  --jitter MS         delays each datagram by up to so much
  --dropout SECONDS   of silence, every ten seconds
  --euler             osc: pan, tilt and roll instead of a quaternion
  --cbor              opentrackio: CBOR instead of JSON
  --segments N        opentrackio: at least N packets for each sample
  --trackers N        psn: so many trackers, from --id on
  --multicast         opentrackio, psn, sacn: to the protocol's group instead of --host
  --interface NAME    address or name of the interface that multicast leaves by`;

const number = (low: number, high: number) => z.coerce.number().min(low).max(high);

const settings = z.object({
  protocol: z.enum(protocolNames),
  host: z.string().min(1).default('127.0.0.1'),
  port: number(1, 65535).optional(),
  rate: number(1, 240).default(60),
  motion: z.enum(motionNames).default('dolly'),
  seed: number(0, 0xffffffff).default(1),
  id: z.string().min(1).max(128).default('1'),
  seconds: number(0.001, 1e7).optional(),
  loss: number(0, 1).default(0),
  reorder: number(0, 1).default(0),
  jitter: number(0, 1000).default(0),
  dropout: number(0, 10).default(0),
  euler: z.boolean().default(false),
  cbor: z.boolean().default(false),
  segments: number(1, 32).default(1),
  trackers: z.coerce.number().pipe(z.int().min(1).max(1000)).default(1),
  multicast: z.boolean().default(false),
  interface: z.string().optional(),
});
export type SimulateSettings = z.infer<typeof settings>;

const flags = ['euler', 'cbor', 'multicast'];

/** The settings that the command line asks for. Throws an error that says what is wrong. */
export function parseSimulateArguments(args: string[]): SimulateSettings {
  const names = Object.keys(settings.shape).filter((name) => name !== 'protocol');
  const options = Object.fromEntries(
    names.map((name) => [name, { type: flags.includes(name) ? 'boolean' : 'string' } as const]),
  );
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
  const parsed = settings.safeParse({ ...values, protocol: positionals[0] });
  if (!parsed.success) {
    const problems = parsed.error.issues.map((i) => `--${i.path.join('.')}: ${i.message}`);
    throw new Error(problems.join('\n').replace('--protocol', 'protocol'));
  }
  checkId(parsed.data);
  return parsed.data;
}

function checkId({ protocol, id, multicast }: SimulateSettings): void {
  const { ids, group } = simulatedProtocols[protocol];
  const isInRange = !ids || (/^\d+$/.test(id) && Number(id) >= ids[0] && Number(id) <= ids[1]);
  if (!isInRange) throw new Error(`--id: ${protocol} takes a number from ${ids?.join(' to ')}`);
  if (multicast && !group) throw new Error(`--multicast: ${protocol} has no group; use --host`);
}
