// Parsed by whatever Node is installed, so it keeps to syntax that every Node since 12 reads.

/** The oldest Node that runs Cyclorama; the same number stands in package.json under `engines`. */
export const OLDEST_NODE = '20.19.0';

/**
 * Compares two dotted version numbers.
 * @param {string} a
 * @param {string} b
 * @returns {number} negative when a is older than b, 0 when equal
 */
export function compareVersions(a, b) {
  const left = a.replace(/^v/, '').split('.').map(Number);
  const right = b.replace(/^v/, '').split('.').map(Number);
  for (let i = 0; i < 3; i += 1) {
    const difference = (left[i] || 0) - (right[i] || 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/**
 * What to tell someone whose Node is too old.
 * @param {string} version of the running Node
 * @returns {string | undefined} undefined when it is new enough
 */
export function nodeComplaint(version) {
  if (compareVersions(version, OLDEST_NODE) >= 0) return undefined;
  return (
    'Cyclorama needs Node ' +
    OLDEST_NODE +
    ' or newer; this is Node ' +
    version.replace(/^v/, '') +
    '.\nGet a current one at https://nodejs.org, then run the same command again.'
  );
}

/**
 * Runs a command's main module, unless Node is too old to read it.
 * @param {() => Promise<{ main: (args: string[]) => Promise<number> }>} load imports the main module
 */
export function runCommand(load) {
  const complaint = nodeComplaint(process.version);
  if (complaint) {
    console.error(complaint);
    process.exitCode = 1;
    return;
  }
  load()
    .then((module) => module.main(process.argv.slice(2)))
    .then((code) => {
      process.exitCode = code;
    })
    .catch((error) => {
      console.error(error instanceof Error ? error.message : error);
      process.exitCode = 1;
    });
}
