import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inProject } from '../../tools/setup/project.mjs';

const PAGES = [
  'operator-ui/index.html',
  'operator-ui/operator.html',
  'operator-ui/viewer.html',
  'operator-ui/bake.html',
  'operator-ui/measure.html',
  'stage-client/stage.html',
];

const SERVER = `
const alive = setInterval(() => {}, 1000);
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => { console.log('got ' + signal); clearInterval(alive); process.exitCode = 3; });
}
console.log('ready ' + JSON.stringify(process.argv.slice(2)));
`;

export interface StandInProject {
  root: string;
  write(path: string, content: string): void;
  remove(): void;
}

/**
 * A folder with this repository's commands and settings around four tiny pages and a server that only
 * says `ready`: the commands are tested without waiting for the real ones.
 */
export function createStandInProject(options: { withPackages: boolean }): StandInProject {
  const root = mkdtempSync(join(tmpdir(), 'cyclorama-commands-'));
  const write = (path: string, content: string): void => {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  };
  for (const path of [
    'tools/setup',
    'tools/start.mjs',
    'tools/doctor.mjs',
    'package.json',
    'package-lock.json',
    'vite.config.ts',
  ]) {
    cpSync(inProject(path), join(root, path), { recursive: true });
  }
  if (options.withPackages) {
    symlinkSync(inProject('node_modules'), join(root, 'node_modules'), 'junction');
  }
  for (const page of PAGES) {
    const script = page.replace('.html', '.ts').split('/').at(-1);
    write(page, `<!doctype html><title>x</title><script type="module" src="./${script}"></script>`);
    write(page.replace('.html', '.ts'), `document.body.textContent = '${page}';`);
  }
  write('server/main.ts', SERVER);
  return { root, write, remove: () => rmSync(root, { recursive: true, force: true }) };
}
