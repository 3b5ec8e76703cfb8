import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { playRecording } from '../devices/replay/player.ts';
import { parseRecording, type RecordedDatagram } from '../devices/replay/recording.ts';
import { openUdpSender } from '../devices/udp/udp-sender.ts';

export const usage = `Sends a recording over UDP at its own pace.

  npm run replay -- FILE.jsonl --port PORT [options]

  --host ADDRESS      where to (default 127.0.0.1; a multicast group serves, too)
  --port PORT         the port to send to
  --speed FACTOR      2 is twice as fast (default 1)
  --loop              begins again at the end, until stopped`;

const settings = z.object({
  file: z.string().min(1),
  host: z.string().min(1).default('127.0.0.1'),
  port: z.coerce.number().pipe(z.int().min(1).max(65535)),
  speed: z.coerce.number().min(0.01).max(1000).default(1),
  loop: z.boolean().default(false),
});
export type ReplaySettings = z.infer<typeof settings>;

/** The settings that the command line asks for. Throws an error that says what is wrong. */
export function parseReplayArguments(args: string[]): ReplaySettings {
  const text = { type: 'string' } as const;
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: { host: text, port: text, speed: text, loop: { type: 'boolean' } },
  });
  const parsed = settings.safeParse({ ...values, file: positionals[0] });
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((i) => `--${i.path.join('.')}: ${i.message}`);
  throw new Error(problems.join('\n').replace('--file', 'FILE'));
}

/** Sends a recording to its end, or until the signal is given. Resolves to the datagrams sent. */
export async function replay(
  recording: readonly RecordedDatagram[],
  to: ReplaySettings,
  signal: AbortSignal,
): Promise<number> {
  const sender = await openUdpSender({ host: to.host, port: to.port });
  let sent = 0;
  await new Promise<void>((done) => {
    const stop = playRecording(recording, {
      nowMs: () => performance.now(),
      speed: to.speed,
      loop: to.loop,
      send: (datagram) => {
        sender.send(datagram.bytes);
        sent += 1;
      },
      onEnd: done,
    });
    signal.addEventListener('abort', () => {
      stop();
      done();
    });
  });
  await sender.close();
  return sent;
}

async function main(): Promise<void> {
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort());
  process.once('SIGTERM', () => stop.abort());
  try {
    const to = parseReplayArguments(process.argv.slice(2));
    const recording = parseRecording(await readFile(to.file, 'utf8'));
    if (!recording.ok) {
      const problems = recording.fault.slice(0, 10).map((p) => `${p.path} ${p.message}`);
      throw new Error(`${to.file} is no recording:\n${problems.join('\n')}`);
    }
    console.log(`Sending ${recording.value.length} datagrams to ${to.host}:${to.port}.`);
    console.log(`${await replay(recording.value, to, stop.signal)} sent.`);
  } catch (error) {
    console.error(`${error instanceof Error ? error.message : String(error)}\n\n${usage}`);
    process.exitCode = 1;
  }
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
