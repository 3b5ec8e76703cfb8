import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** @typedef {import('vitest/node').TestModule} TestModule */
/** @typedef {import('./test-summary.mjs').TestRecord} TestRecord */

/**
 * A Vitest reporter that writes what the last line of `npm test` needs. Vitest's own JSON leaves out
 * why a test was skipped, and that a file or a hook failed before its tests ran.
 */
export default class SummaryReporter {
  /** @param {ReadonlyArray<TestModule>} modules @param {ReadonlyArray<{ message: string }>} errors */
  onTestRunEnd(modules, errors) {
    const file = process.env.CYCLORAMA_TEST_SUMMARY;
    if (!file) return;
    const records = modules.flatMap(moduleRecords);
    const stray = errors.map((error) => failure(`outside any test: ${error.message}`));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify([...records, ...stray]));
  }
}

/** @param {string} name @returns {TestRecord} */
function failure(name) {
  return { name, state: 'failed' };
}

/** @param {TestModule} module @returns {TestRecord[]} */
function moduleRecords(module) {
  const tests = [...module.children.allTests()].map((test) => {
    const result = test.result();
    const reason = result.state === 'skipped' ? result.note : undefined;
    const atSecondTry = test.diagnostic()?.flaky ?? false;
    const name = `${module.relativeModuleId} > ${test.fullName}`;
    return { name, state: result.state, reason, atSecondTry };
  });
  const suites = [...module.children.allSuites()].filter((suite) => suite.errors().length > 0);
  return [
    ...tests,
    ...suites.map((suite) => failure(`${module.relativeModuleId} > ${suite.fullName} (its hooks)`)),
    ...(module.errors().length > 0 ? [failure(`${module.relativeModuleId} (the file)`)] : []),
  ];
}
