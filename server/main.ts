import { constants, homedir, setPriority } from 'node:os';
import { type App, startApp } from './app.ts';
import { runInRealTime } from './aside/real-time.ts';
import { setSessionNice } from './aside/session-nice.mjs';
import { type Config, describeConfig, readConfig, usage } from './config.ts';
import { createLog, type Log } from './observe/log.ts';
import { invitation } from './security/invitation.ts';
import { StartError } from './start-error.ts';

/** Whatever hangs, the process ends within three seconds of being told to (reliability goal R28). */
const stopWithinMs = 2800;

async function main(): Promise<void> {
  const { argv, env, platform } = process;
  const loaded = readConfig({
    argv: argv.slice(2),
    env,
    platform,
    cwd: process.cwd(),
    home: homedir(),
  });
  if (!loaded.ok) {
    for (const { message } of loaded.fault) console.error(message);
    console.error('See npm start -- --help.');
    process.exitCode = 1;
  } else if (loaded.value.help) process.stdout.write(usage());
  else if (loaded.value.printConfig) process.stdout.write(describeConfig(loaded.value));
  else await serve(loaded.value.config);
}

async function serve(config: Config): Promise<void> {
  const log = createLog(config.logLevel, config.logJson);
  goOnWhateverHappens(log);
  goBeforeOthers();
  try {
    const app = await startApp(config, log);
    stopOnSignal(app, log);
    announce(app, config);
  } catch (error) {
    if (error instanceof StartError) console.error(error.message);
    else console.error('The server could not start:', error);
    process.exit(1);
  }
}

/** The addresses, then the one line that says that everything answers. */
function announce({ access, port, showName }: App, config: Config): void {
  const { policy } = access;
  const scheme = policy.secure ? 'https' : 'http';
  const host = config.lan || config.host === '0.0.0.0' ? '127.0.0.1' : config.host;
  const url = `${scheme}://${host.includes(':') ? `[${host}]` : host}:${port}/`;
  console.log(`Cyclorama serves "${showName}" at`);
  console.log(invitation(policy, port));
  console.log(`ready ${url}  show "${showName}"`);
}

function stopOnSignal(app: App, log: Log): void {
  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    setTimeout(() => process.exit(1), stopWithinMs).unref();
    await app.stop().catch((err: unknown) => log.error({ err }, 'Stopping failed.'));
    process.exit(0);
  };
  process.on('SIGINT', () => void stop());
  process.on('SIGTERM', () => void stop());
  // Whatever started it has gone without a word, and nobody could end it from there any more.
  process.on('disconnect', () => void stop());
}

/** Little work that must be on time: pages that draw in software would starve the frame planner. */
function goBeforeOthers(): void {
  try {
    setPriority(constants.priority.PRIORITY_ABOVE_NORMAL);
    setSessionNice(constants.priority.PRIORITY_ABOVE_NORMAL);
  } catch {
    // Only some users may; without it the server runs as everything else does.
  }
  runInRealTime();
}

/** A bug in one corner is no reason to take the picture off the wall: say it loudly and go on. */
function goOnWhateverHappens(log: Log): void {
  let lastMs = Number.NEGATIVE_INFINITY;
  let silent = 0;
  const tell = (err: unknown) => {
    silent += 1;
    const nowMs = performance.now();
    if (nowMs - lastMs < 1000) return;
    log.error({ err, times: silent }, 'UNEXPECTED ERROR; the show goes on.');
    lastMs = nowMs;
    silent = 0;
  };
  process.on('uncaughtException', tell);
  process.on('unhandledRejection', tell);
}

await main();
