import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromiumVersion, FALLBACK_CHROMIUM, findChromium } from '../chromium.mjs';
import { CHROMIUM_ADVICE } from '../chromium-install.mjs';
import { listDisplays } from '../displays.mjs';
import { isSoftwareRenderer } from '../renderer.mjs';
import { run } from '../run.mjs';
import { info, ok, warn } from './finding.mjs';

/** @typedef {import('./finding.mjs').Finding} Finding */

/** A page that writes its renderer into itself, for `--dump-dom` to print. */
const RENDERER_PAGE = `data:text/html,<p id=r>none</p><script>
const gl = document.createElement('canvas').getContext('webgl2');
const names = gl && gl.getExtension('WEBGL_debug_renderer_info');
if (gl) r.textContent = gl.getParameter(names ? names.UNMASKED_RENDERER_WEBGL : gl.RENDERER);
</script>`;

/** @returns {Promise<Finding>} */
export async function checkChromium() {
  const path = findChromium();
  if (!path) return warn('Chromium', 'not found', CHROMIUM_ADVICE);
  const version = await chromiumVersion(path);
  return version
    ? ok('Chromium', `${version} at ${path}`)
    : warn('Chromium', `${path} does not run`, CHROMIUM_ADVICE);
}

/** @returns {Promise<Finding>} */
export async function checkRenderer() {
  const path = findChromium();
  if (!path) return info('graphics', 'not looked at: there is no Chromium');
  if (path === FALLBACK_CHROMIUM) {
    return info('graphics', 'not looked at: the Chromium of the tests knows no GPU');
  }
  const renderer = await askRenderer(path);
  if (!renderer) {
    return warn('graphics', 'Chromium offers no WebGL 2', 'Install the graphics driver');
  }
  if (!isSoftwareRenderer(renderer)) return ok('graphics', renderer);
  const fix = 'Enough for rehearsal and tests; a wall needs a GPU and its driver';
  return warn('graphics', `software: ${renderer}`, fix);
}

/** @param {string} path of Chromium @returns {Promise<string | undefined>} */
async function askRenderer(path) {
  const profile = mkdtempSync(join(tmpdir(), 'cyclorama-doctor-'));
  const root = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const flags = ['--headless=new', `--user-data-dir=${profile}`, '--no-first-run', ...root];
  const quiet = ['--disable-background-networking', '--disable-component-update', '--disable-sync'];
  const graphics = ['--ignore-gpu-blocklist', '--enable-unsafe-swiftshader'];
  try {
    const args = [...flags, ...quiet, ...graphics, '--dump-dom', RENDERER_PAGE];
    const { output } = await run(path, args, { quiet: true, timeoutMs: 6_000 });
    const name = /<p id="r">([^<]*)<\/p>/.exec(output)?.[1];
    return name === 'none' ? undefined : name;
  } finally {
    rmSync(profile, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** @returns {Promise<Finding>} */
export async function checkDisplays() {
  if (process.platform !== 'linux') return info('displays', 'see the settings of this system');
  const xDisplay = process.env.DISPLAY;
  if (!xDisplay) return info('displays', 'none here (DISPLAY is not set): no wall on this machine');
  const displays = await listDisplays(xDisplay);
  if (!displays) {
    const fix = 'Install x11-xserver-utils, or give `npm run wall` its --window';
    return warn('displays', `${xDisplay} could not be asked`, fix);
  }
  const texts = displays.map(
    ({ name, window: [x, y, width, height], refreshHz }) =>
      `${name} ${width}×${height} at ${x},${y}${refreshHz ? `, ${refreshHz} Hz` : ''}`,
  );
  const rates = new Set(displays.map((display) => display.refreshHz));
  if (rates.size <= 1) return ok('displays', texts.join('; ') || 'none is connected');
  return warn('displays', texts.join('; '), 'Set every wall display to one refresh rate');
}

/** @returns {Promise<Finding>} */
export async function checkFonts() {
  if (process.platform !== 'linux') return ok('fonts', 'those of this system');
  const { code, output } = await run('fc-list', [':', 'family'], { quiet: true, timeoutMs: 5_000 });
  const families = new Set(output.split('\n').filter(Boolean)).size;
  if (code === 0 && families > 0) return ok('fonts', `${families} families`);
  if (code !== 0 && existsSync('/usr/share/fonts')) return ok('fonts', 'in /usr/share/fonts');
  return warn('fonts', 'none: labels stay empty', 'apt-get install fonts-dejavu-core');
}
