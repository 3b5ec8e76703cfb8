import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { HeadlessPage } from '../../../server/backdrops/headless-page.ts';
import { until } from '../../support/until.ts';

/** A page whose browser is a script; its profile's path stands in the file `seen`. */
function pageOf(script: string) {
  const folder = mkdtempSync(join(tmpdir(), 'cyclorama-browser-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const [browser, seen] = [join(folder, 'browser'), join(folder, 'seen')];
  const head = `for flag; do case $flag in --user-data-dir=*) profile=\${flag#*=}; esac; done`;
  const lines = ['#!/bin/sh', head, 'mkdir -p "$profile"', script, `echo "$profile" > ${seen}.new`];
  writeFileSync(browser, [...lines, `mv ${seen}.new ${seen}`, 'exec sleep 60', ''].join('\n'), {
    mode: 0o755,
  });
  const told: string[] = [];
  const tell = (words: unknown): void => void told.push(String(words));
  const open = (path = browser): HeadlessPage => {
    const page = new HeadlessPage({ log: { info: tell, warn: tell }, browser: path });
    page.serve({ url: 'http://localhost/', key: undefined, fingerprint: undefined });
    page.wake();
    return page;
  };
  const profile = () =>
    until('its profile', async () => existsSync(seen) && readFileSync(seen, 'utf8').trim());
  return { folder, told, open, profile };
}

describe.skipIf(process.platform === 'win32')('the browser that draws', () => {
  it('leaves nothing behind, though a process of it writes for a moment after its end', async () => {
    const late = 'n=0; while [ $n -lt 3000 ]; do : > "$profile/$n" || exit; n=$((n+1)); done';
    const { told, open, profile } = pageOf(`(${late}) 2>/dev/null &`);
    const page = open();
    const path = await profile();
    await page.stop();
    expect(existsSync(join(path, '..'))).toBe(false);
    expect(told).toEqual([]);
  });

  it('that does not start is told in words, not tried at once again, and stops', async () => {
    const { folder, told, open } = pageOf('');
    const page = open(join(folder, 'absent'));
    await until('the words', async () => told.length > 0);
    expect(told[0]).toContain('does not run');
    await until('its trouble', async () => page.trouble !== null);
    page.wake();
    await page.stop();
    expect(told).toHaveLength(1);
  });
});
