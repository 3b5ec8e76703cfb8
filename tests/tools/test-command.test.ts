import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { inProject } from '../../tools/setup/project.mjs';
import { summarise, type TestRecord } from '../../tools/setup/test-summary.mjs';

const stage = { name: 'tests', ms: 1234, ok: true };
const passed: TestRecord = { name: 'a > works', state: 'passed' };
const failed: TestRecord = { name: 'a > breaks', state: 'failed' };
const skipped: TestRecord = { name: 'a > waits', state: 'skipped', reason: 'no GPU here' };

describe('the summary of npm test', () => {
  test('ends with one line of three numbers', () => {
    const { lines, ok } = summarise([stage], [passed, passed, skipped]);
    expect(ok).toBe(true);
    expect(lines.at(-1)).toBe('2 passed, 0 failed, 1 skipped');
  });

  test('says how long each stage took and why a test was skipped', () => {
    const { lines } = summarise([stage], [passed, skipped, { ...skipped, reason: undefined }]);
    expect(lines).toContain('    1.2 s  tests');
    expect(lines).toContain('  a > waits: no GPU here');
    expect(lines).toContain('  a > waits: no reason given');
  });

  test('names what failed', () => {
    const { lines, ok } = summarise([stage], [passed, failed]);
    expect(ok).toBe(false);
    expect(lines).toContain('  a > breaks');
    expect(lines.at(-1)).toBe('1 passed, 1 failed, 0 skipped');
  });

  test('names what passed only at the second try, and is no failure for it', () => {
    const { lines, ok } = summarise([stage], [passed, { ...passed, atSecondTry: true }]);
    expect(ok).toBe(true);
    expect(lines).toContain('Passed only at the second try, to be looked into:');
    expect(lines.at(-1)).toBe('2 passed, 0 failed, 0 skipped');
  });

  test('counts a failed stage as one failure', () => {
    const { lines, ok } = summarise([{ ...stage, name: 'types of core', ok: false }], [passed]);
    expect(ok).toBe(false);
    expect(lines.at(-1)).toBe('1 passed, 1 failed, 0 skipped');
  });

  test('is a failure when no test ran, skipped ones aside', () => {
    expect(summarise([stage], []).ok).toBe(false);
    expect(summarise([stage], [skipped]).ok).toBe(false);
  });
});

describe('the reporter', () => {
  let folder: string;
  let records: TestRecord[];

  beforeAll(() => {
    mkdirSync(inProject('.cache'), { recursive: true });
    // Inside the project, so that the files below find vitest.
    folder = mkdtempSync(inProject('.cache', 'reporter-'));
    const write = (name: string, body: string): void => {
      const imports = "import { beforeAll, describe, expect, test } from 'vitest';\n";
      writeFileSync(join(folder, `${name}.test.ts`), imports + body);
    };
    write(
      'mixed',
      `test('passes', () => {});
       test('fails', () => expect(1).toBe(2));
       let tries = 0;
       test('is unsteady', { retry: 1 }, () => expect(++tries).toBe(2));
       test('is skipped', (context) => context.skip('there is no tracker'));
       test.skip('is switched off', () => {});
       describe('a suite', () => {
         beforeAll(() => { throw new Error('its hook fails'); });
         test('never runs', () => {});
       });`,
    );
    write('broken', "throw new Error('while loading');");
    writeFileSync(join(folder, 'vitest.config.ts'), 'export default {};');
    const summary = join(folder, 'summary.json');
    const reporter = inProject('tools', 'setup', 'test-reporter.mjs');
    const vitest = inProject('node_modules', 'vitest', 'vitest.mjs');
    spawnSync(process.execPath, [vitest, 'run', '--root', folder, `--reporter=${reporter}`], {
      env: { ...process.env, CYCLORAMA_TEST_SUMMARY: summary },
      stdio: 'ignore',
    });
    records = JSON.parse(readFileSync(summary, 'utf8'));
  });

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const stateOf = (name: string) => records.find((record) => record.name.includes(name))?.state;

  test('records passed and failed tests by file and title', () => {
    expect(stateOf('mixed.test.ts > passes')).toBe('passed');
    expect(stateOf('mixed.test.ts > fails')).toBe('failed');
  });

  test('tells which tests needed a second try', () => {
    const unsteady = records.filter((record) => record.atSecondTry);
    expect(unsteady.map(({ name }) => name)).toEqual(['mixed.test.ts > is unsteady']);
  });

  test('keeps the reason of a skipped test', () => {
    const skips = records.filter((record) => record.state === 'skipped');
    expect(skips.map(({ reason }) => reason)).toContain('there is no tracker');
    expect(stateOf('is switched off')).toBe('skipped');
  });

  test('counts a hook and a file that failed before any test ran', () => {
    expect(stateOf('a suite (its hooks)')).toBe('failed');
    expect(stateOf('broken.test.ts')).toBe('failed');
  });
});
