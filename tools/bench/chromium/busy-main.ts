/** Keeps a core busy for so many seconds, or until the bench is gone. */
const endMs = performance.now() + 1000 * Number(process.argv[2]);
process.on('disconnect', () => process.exit(0));

function burn(): void {
  const turnMs = performance.now() + 20;
  while (performance.now() < turnMs);
  if (performance.now() < endMs) setImmediate(burn);
  else process.exit(0);
}
burn();
