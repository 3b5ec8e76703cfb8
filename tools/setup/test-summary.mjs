/**
 * @typedef {object} TestRecord
 * @property {string} name file and title
 * @property {'passed' | 'failed' | 'skipped' | 'pending'} state
 * @property {string} [reason] why it was skipped
 * @property {boolean} [atSecondTry] whether it failed before it passed
 */

/**
 * @typedef {object} Stage
 * @property {string} name
 * @property {number} ms
 * @property {boolean} ok
 */

/**
 * What `npm test` prints last. A failed stage counts as one failure, so that the closing line never
 * reads "0 failed" beside a failed check; a run of no test at all is a failure too.
 * @param {readonly Stage[]} stages
 * @param {readonly TestRecord[]} records
 * @returns {{ lines: string[], ok: boolean }} the last line is `N passed, N failed, N skipped`
 */
export function summarise(stages, records) {
  const skipped = records.filter((record) => record.state === 'skipped');
  const failed = records.filter(
    (record) => record.state === 'failed' || record.state === 'pending',
  );
  const passed = records.length - skipped.length - failed.length;
  const unsteady = records.filter((record) => record.atSecondTry).map((record) => record.name);
  const badStages = stages.filter((stage) => !stage.ok);
  const failures = [...badStages, ...failed].map((failure) => failure.name);
  if (failures.length === 0 && passed === 0) failures.push('no test ran');
  return {
    ok: failures.length === 0,
    lines: [
      ...stages.map((stage) => stageLine(stage)),
      ...list('Skipped:', skipped.map(skippedLine)),
      ...list('Passed only at the second try, to be looked into:', unsteady),
      ...list('Failed:', failures),
      `${passed} passed, ${failures.length} failed, ${skipped.length} skipped`,
    ],
  };
}

/** @param {Stage} stage @returns {string} */
function stageLine({ name, ms, ok }) {
  return `${(ms / 1000).toFixed(1).padStart(7)} s  ${name}${ok ? '' : '  FAILED'}`;
}

/** @param {TestRecord} record @returns {string} */
function skippedLine({ name, reason }) {
  return `${name}: ${reason ?? 'no reason given'}`;
}

/** @param {string} title @param {readonly string[]} items @returns {string[]} */
function list(title, items) {
  return items.length === 0 ? [] : [title, ...items.map((item) => `  ${item}`)];
}
