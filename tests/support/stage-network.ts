import { execFile, execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { promisify } from 'node:util';

const run = promisify(execFile);
const ip = (...args: string[]) => run('ip', args);

export const machines = ['server', 'wall', 'tracker'] as const;
export type Machine = (typeof machines)[number];

/** Addresses of the machines; their network has no way out, so they disturb nobody's. */
export const addresses: Readonly<Record<Machine, string>> = {
  server: '10.77.0.1',
  wall: '10.77.0.2',
  tracker: '10.77.0.3',
};

/** Why this machine cannot play several, or `undefined`. */
export function whyNoNetwork(): string | undefined {
  if (process.platform !== 'linux')
    return `network namespaces are Linux's, this is ${process.platform}`;
  if (process.getuid?.() !== 0) return 'network namespaces need root';
  const probe = `cyc-probe-${process.pid}`;
  try {
    execFileSync('ip', ['netns', 'add', probe], { stdio: 'pipe' });
    execFileSync('ip', ['-n', probe, 'link', 'add', 'name', 'hub', 'type', 'bridge'], {
      stdio: 'pipe',
    });
    execFileSync('ip', ['-n', probe, 'link', 'add', 'name', 'lan', 'type', 'veth'], {
      stdio: 'pipe',
    });
    return undefined;
  } catch (error) {
    return `"ip netns" fails here: ${error instanceof Error ? error.message.trim() : error}`;
  } finally {
    try {
      execFileSync('ip', ['netns', 'delete', probe], { stdio: 'pipe' });
    } catch {
      // It was never made.
    }
  }
}

/** Three network namespaces on one bridge: each is a machine with a network interface of its own. */
export class StageNetwork {
  readonly #prefix = `cyc-${process.pid}-${randomBytes(3).toString('hex')}`;
  // A run that is cut short must leave none behind either.
  readonly #onExit = () => this.#delete();

  private constructor() {
    process.once('exit', this.#onExit);
  }

  static async open(): Promise<StageNetwork> {
    const network = new StageNetwork();
    try {
      await network.#build();
    } catch (error) {
      network.close();
      throw error;
    }
    return network;
  }

  /** What goes before a command line so that it runs on that machine. */
  on(machine: Machine): string[] {
    return ['ip', 'netns', 'exec', this.#name(machine)];
  }

  /** Namespaces go with all that is in them; the programs there must have ended before. */
  close(): void {
    process.removeListener('exit', this.#onExit);
    this.#delete();
  }

  #delete(): void {
    for (const machine of [...machines, 'switch'] as const) {
      try {
        execFileSync('ip', ['netns', 'delete', this.#name(machine)], { stdio: 'pipe' });
      } catch {
        // It was never made.
      }
    }
  }

  #name(machine: Machine | 'switch'): string {
    return `${this.#prefix}-${machine}`;
  }

  async #build(): Promise<void> {
    const hub = this.#name('switch');
    await ip('netns', 'add', hub);
    await ip('-n', hub, 'link', 'add', 'name', 'bridge', 'type', 'bridge');
    await ip('-n', hub, 'link', 'set', 'bridge', 'up');
    for (const machine of machines) {
      const name = this.#name(machine);
      await ip('netns', 'add', name);
      await ip('-n', name, 'link', 'set', 'lo', 'up');
      const peer = ['peer', 'name', machine, 'netns', hub];
      await ip('-n', name, 'link', 'add', 'name', 'lan', 'type', 'veth', ...peer);
      await ip('-n', hub, 'link', 'set', machine, 'master', 'bridge', 'up');
      await ip('-n', name, 'address', 'add', `${addresses[machine]}/24`, 'dev', 'lan');
      await ip('-n', name, 'link', 'set', 'lan', 'up');
    }
  }
}
