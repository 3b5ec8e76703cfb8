import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { chownSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { exited } from '../support/running-server.ts';
import { whyNoNetwork } from '../support/stage-network.ts';

const run = promisify(execFile);
/** olad does not run as root: user and group "nobody". */
const nobody = 65_534;

/** Every plugin that would look for hardware or open another port; those of the test have a file of their own. */
const plugins =
  'dummy espnet ftdidmx gpio karate kinet milinst nanoleaf opendmx openpixelcontrol osc pathport renard sandnet shownet spi spidmx stageprofi uartdmx usbdmx usbserial';

const settings = (host: string): Record<string, string> => ({
  e131: `enabled = true
cid = 0c7c10aa-0000-4000-8000-000000000001
ip = ${host}
input_ports = 0
output_ports = 2
revision = 0.46
`,
  artnet: `enabled = true
ip = ${host}
always_broadcast = true
net = 1
subnet = 2
output_ports = 2
`,
});

/** Why OLA cannot be run here, or `undefined`. */
export function whyNoOla(): string | undefined {
  if (spawnSync('olad', ['--version']).error) return 'olad is not installed (Debian: ola)';
  return whyNoNetwork();
}

/** Open Lighting Architecture: its daemon on a machine of a test's network, and its own tools. */
export class OlaPeer {
  readonly #on: readonly string[];
  readonly #folder: string;
  readonly #daemon: ChildProcess;

  /** `on`: what goes before a command line on its machine, which has the address `host`. */
  constructor(on: readonly string[], host: string) {
    this.#on = on;
    this.#folder = mkdtempSync(join(tmpdir(), 'cyclorama-ola-'));
    for (const plugin of plugins.split(' ')) this.#write(plugin, 'enabled = false\n');
    for (const [plugin, text] of Object.entries(settings(host))) this.#write(plugin, text);
    chownSync(this.#folder, nobody, nobody);
    const user = ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups'];
    const flags = ['--no-http', '--no-register-with-dns-sd', '--config-dir', this.#folder];
    const [file = '', ...args] = [...on, ...user, 'olad', ...flags];
    this.#daemon = spawn(file, args, { stdio: 'ignore' });
  }

  /** Runs one of OLA's tools; what it says. */
  async tool(name: string, ...args: string[]): Promise<string> {
    const [file = '', ...rest] = [...this.#on, name, ...args];
    return (await run(file, rest)).stdout;
  }

  /** The numbers of its outputs by their plugin's name; none before the daemon is up. */
  async outputs(): Promise<{ e131: string; artnet: string } | undefined> {
    const text = await this.tool('ola_dev_info').catch(() => '');
    const [, e131] = /Device (\d+): E1\.31/.exec(text) ?? [];
    const [, artnet] = /Device (\d+): ArtNet/.exec(text) ?? [];
    return e131 && artnet ? { e131, artnet } : undefined;
  }

  async close(): Promise<void> {
    await exited(this.#daemon, 'SIGTERM');
    rmSync(this.#folder, { recursive: true, force: true });
  }

  #write(plugin: string, text: string): void {
    const file = join(this.#folder, `ola-${plugin}.conf`);
    writeFileSync(file, text);
    chownSync(file, nobody, nobody);
  }
}
