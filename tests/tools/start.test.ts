import { type ChildProcess, spawn } from 'node:child_process';
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createStandInProject, type StandInProject } from './stand-in-project.ts';

let project: StandInProject;
const running: Started[] = [];

beforeAll(() => {
  project = createStandInProject({ withPackages: true });
});

afterEach(async () => {
  for (const { child, ends } of running.splice(0)) {
    child.kill('SIGTERM');
    await ends();
  }
});

afterAll(() => project.remove());

interface Started {
  child: ChildProcess;
  /** Resolves with everything printed so far, once that contains the text. */
  says(text: string): Promise<string>;
  ends(): Promise<number | null>;
}

function start(...args: string[]): Started {
  const script = join(project.root, 'tools', 'start.mjs');
  return watchOutput(
    spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'pipe'] }),
  );
}

function watchOutput(child: ChildProcess): Started {
  let printed = '';
  const waiting: (() => void)[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
      for (const look of waiting) look();
    });
  }
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const started: Started = {
    child,
    says: (text) =>
      new Promise((resolve, reject) => {
        const look = () => printed.includes(text) && resolve(printed);
        waiting.push(look);
        look();
        void ended.then(() => reject(new Error(`it ended without "${text}":\n${printed}`)));
      }),
    ends: () => ended,
  };
  running.push(started);
  return started;
}

describe('npm start', () => {
  test('builds the pages the first time and hands the options to the server', async () => {
    const { says } = start('--port', '0', '--show', 'x');
    const printed = await says('ready ');
    expect(printed).toMatch(/Building the pages …\nBuilt in \d/);
    expect(printed).toContain('ready ["--port","0","--show","x"]');
  });

  test('neither installs nor builds the second time', async () => {
    const printed = await start().says('ready ');
    expect(printed).toBe('ready []\n');
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    'hands %s to the server and ends with its exit code',
    async (signal) => {
      const { child, says, ends } = start();
      await says('ready ');
      child.kill(signal);
      expect(await says(`got ${signal}`)).toContain(`got ${signal}`);
      expect(await ends()).toBe(3);
    },
  );

  test('takes the server along when npm is stopped, whose shell tells nobody', async () => {
    if (process.platform === 'win32') return;
    const script = join(project.root, 'tools', 'start.mjs');
    const shell = `"${process.execPath}" "${script}"; true`;
    const { child, says } = watchOutput(
      spawn('sh', ['-c', shell], {
        env: { ...process.env, npm_lifecycle_event: 'start' },
        stdio: ['ignore', 'pipe', 'pipe'],
      }),
    );
    await says('ready ');
    child.kill('SIGKILL');
    await says('got SIGTERM');
  });

  test('builds again when a source has changed', async () => {
    project.write('core/added.ts', 'export const added = 1;');
    expect(await start().says('ready ')).toContain('Building the pages');
  });

  test('prints what vite says and starts nothing when a page cannot be built', async () => {
    project.write('stage-client/stage.ts', 'const = broken');
    const { says, ends } = start();
    expect(await says('vite says why above')).toContain('stage-client/stage.ts');
    expect(await ends()).toBe(1);
    project.write('stage-client/stage.ts', 'document.title = "whole again";');
  });
});

describe('npm run dev', () => {
  test('runs the server and starts it again when it changes', async () => {
    const { says } = start('--dev', '--port', '0');
    await says('ready ["--port","0"]');
    project.write('server/main.ts', "console.log('second edition'); setInterval(() => {}, 1000);");
    await says('second edition');
  });

  test('builds the pages again when they change', async () => {
    const { says } = start('--dev');
    await says('second edition');
    project.write('operator-ui/viewer.ts', 'document.title = "edited in dev";');
    await expect.poll(() => distContains('edited in dev'), { timeout: 20_000 }).toBe(true);
  });
});

function distContains(text: string): boolean {
  const folder = join(project.root, 'dist', 'assets');
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.js'))
      .some((name) => readFileSync(join(folder, name), 'utf8').includes(text));
  } catch {
    // Vite empties the folder while it builds.
    return false;
  }
}

describe('the build of the pages', () => {
  test('puts nothing inline, hashes every asset and keeps the page names', async () => {
    await start().says('second edition');
    const dist = join(project.root, 'dist');
    for (const page of [
      'operator-ui/index.html',
      'operator-ui/operator.html',
      'operator-ui/bake.html',
      'operator-ui/measure.html',
      'operator-ui/viewer.html',
      'stage-client/stage.html',
    ]) {
      const html = readFileSync(join(dist, page), 'utf8');
      expect(html).toMatch(/src="\/assets\/[\w-]+-[\w-]{8}\.js"/);
      expect(html).not.toMatch(/<script(?![^>]*\bsrc=)[^>]*>/);
      expect(html).not.toMatch(/https?:/);
    }
    const assets = readdirSync(join(dist, 'assets'));
    expect(assets.filter((name) => name.endsWith('.js.map')).length).toBeGreaterThan(0);
    expect(statSync(join(dist, '.cyclorama-build')).size).toBe(65);
  });
});
