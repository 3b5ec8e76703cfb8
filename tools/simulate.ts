import { randomUUID } from 'node:crypto';
import { networkInterfaces } from 'node:os';
import { pathToFileURL } from 'node:url';
import { createPose } from '../core/math.ts';
import { motionOptions, motionPose } from '../devices/simulated/motion.ts';
import { startTicker } from '../devices/simulated/ticker.ts';
import { boundInterface } from '../devices/udp/bound-interface.ts';
import { openUdpSender } from '../devices/udp/udp-sender.ts';
import { randomFrom } from './bench/motion/random.ts';
import { parseSimulateArguments, type SimulateSettings, usage } from './simulate/arguments.ts';
import { sendingOf, simulatedProtocols } from './simulate/protocols.ts';
import { delayOnRoughPath, type Roughness } from './simulate/rough-path.ts';

/** Sends until `seconds` are over or `signal` is given, telling one line a second. */
export async function simulate(
  from: SimulateSettings,
  say: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  const { port: usualPort, group } = simulatedProtocols[from.protocol];
  const host = from.multicast && group ? group(Number(from.id)) : from.host;
  const port = from.port ?? usualPort;
  const sender = await openUdpSender({ host, port, ...multicastInterface(from.interface) });
  const sending = sendingOf(from, `urn:uuid:${randomUUID()}`);
  const motion = motionOptions({ motion: from.motion, seed: from.seed });
  const path = roughPath(from);
  const pose = createPose();
  const startMs = Date.now();
  let sent = 0;
  await tickUntilDone(from, signal, (index, tMs, isNewSecond) => {
    motionPose(pose, tMs, motion);
    for (const bytes of sending(index, pose, startMs + tMs)) {
      path(tMs, () => sender.send(bytes));
      sent += 1;
    }
    const { count, last } = sender.failures();
    const trouble = count > 0 ? `, ${count} not sent (${last})` : '';
    if (isNewSecond) say(`${from.protocol} ${from.id} to ${host}:${port}: ${sent} sent${trouble}`);
  });
  await sender.close();
}

/** Sends now, later, or never, as the path would have it. */
function roughPath(from: SimulateSettings): (tMs: number, send: () => void) => void {
  const roughness: Roughness = {
    loss: from.loss,
    reorder: from.reorder,
    jitterMs: from.jitter,
    dropoutS: from.dropout,
  };
  const random = randomFrom(from.seed);
  return (tMs, send) => {
    const delayMs = delayOnRoughPath(roughness, tMs, 1000 / from.rate, random);
    if (delayMs === 0) send();
    else if (delayMs !== undefined) setTimeout(send, delayMs).unref();
  };
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
  send: (index: number, tMs: number, isNewSecond: boolean) => void,
): Promise<void> {
  const endMs = (seconds ?? Number.POSITIVE_INFINITY) * 1000;
  const nowMs = (): number => performance.now();
  let saidSecond = -1;
  return new Promise((done) => {
    const ticker = startTicker(rate, nowMs, (index) => {
      const tMs = (index * 1000) / rate;
      if (tMs >= endMs || signal.aborted) {
        ticker.stop();
        return done();
      }
      const second = Math.floor(tMs / 1000);
      const isNewSecond = second !== saidSecond;
      saidSecond = second;
      return send(index, tMs, isNewSecond);
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
