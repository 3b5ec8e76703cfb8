/** ALSA puts its numbers of client and port behind a name, and gives others after a replug. */
const withoutNumbers = (name: string): string => name.replace(/ \d+:\d+$/, '').toLowerCase();

/**
 * The first port whose name begins with `wanted`, whatever the case; numbers that ALSA puts behind
 * names (` 20:0`) count on neither side.
 */
export function portByName(ports: readonly string[], wanted: string): string | undefined {
  const beginning = withoutNumbers(wanted);
  return ports.find((port) => withoutNumbers(port).startsWith(beginning));
}

/** Why there is no port, and what to do. */
export function noPortReason(ports: readonly string[], wanted: string, id: string): string {
  const present = ports.map((port) => `"${port}"`).join(', ') || 'none';
  return `There is no MIDI input whose name begins with "${wanted}", which device "${id}" names in options.port. Plug it in, or name one of those there are: ${present}.`;
}
