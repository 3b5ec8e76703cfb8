import { once } from 'node:events';
import { createWriteStream, type WriteStream } from 'node:fs';
import { networkInterfaces } from 'node:os';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { recordingLine } from '../devices/replay/recording.ts';
import { bindPlan } from '../devices/udp/bind-plan.ts';
import { boundInterface } from '../devices/udp/bound-interface.ts';
import { openBindings } from '../devices/udp/open-bindings.ts';
import { udpOptionsShape } from '../devices/udp/options.ts';
import type { OnMessage } from '../devices/udp/udp-sockets.ts';

export const usage = `Writes every datagram that arrives on a UDP port to a recording, until stopped.

  npm run record -- --port PORT [options] FILE.jsonl

  --port PORT         the port to listen on
  --interface NAME    address or name of an interface (default 127.0.0.1; 0.0.0.0 is every one)
  --multicast GROUP   joins this group, too
  --seconds N         stops after N seconds`;

const settings = z.object({
  file: z.string().min(1),
  port: z.coerce.number().pipe(z.int().min(1).max(65535)),
  interface: udpOptionsShape(0, '127.0.0.1').interface,
  multicast: udpOptionsShape(0, '127.0.0.1').multicast,
  seconds: z.coerce.number().positive().optional(),
});
export type RecordSettings = z.infer<typeof settings>;

/** The settings that the command line asks for. Throws an error that says what is wrong. */
export function parseRecordArguments(args: string[]): RecordSettings {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { port: text, interface: text, multicast: text, seconds: text },
  });
  const parsed = settings.safeParse({ ...values, file: positionals[0] });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((i) => `--${i.path.join('.')}: ${i.message}`);
  throw new Error(problems.join('\n').replace('--file', 'FILE'));
}

/** Records until the signal is given. Resolves to the number of datagrams; the file is then whole. */
export async function record(from: RecordSettings, signal: AbortSignal): Promise<number> {
  const where = boundInterface(from.interface, networkInterfaces());
  if (!where) throw new Error(`--interface: this machine has no "${from.interface}"`);
  let file: WriteStream | undefined;
  let count = 0;
  let startMs = 0;
  const take: OnMessage = (bytes, sender) => {
    if (!file) return;
    if (count === 0) startMs = performance.now();
    const tMs = performance.now() - startMs;
    file.write(`${recordingLine({ tMs, bytes, from: `${sender.address}:${sender.port}` })}\n`);
    count += 1;
  };
  const plan = bindPlan(where, from.multicast, process.platform);
  const opened = await openBindings(plan, from.port, take, (error) => console.error(error.message));
  if (!opened.ok) throw new Error(`${portTrouble(from.port)} (${String(opened.fault.error)})`);
  try {
    file = createWriteStream(from.file, { flags: 'wx' });
    await once(file, 'open');
    if (!signal.aborted) await once(signal, 'abort');
    file.end();
    await once(file, 'close');
  } finally {
    await opened.value.close();
  }
  return count;
}

const portTrouble = (port: number): string =>
  `UDP port ${port} cannot be opened. A running server that listens there has to be stopped first, or the tracker pointed at another port`;

async function main(): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    const from = parseRecordArguments(process.argv.slice(2));
    if (from.seconds !== undefined) setTimeout(() => stop.abort(), from.seconds * 1000).unref();
    console.log(`Recording UDP port ${from.port} to ${from.file}; Ctrl+C ends it.`);
    console.log(`${await record(from, stop.signal)} datagrams written.`);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
