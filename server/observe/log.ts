import pino, { type Logger } from 'pino';

export type Log = Logger;

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

/** Levels that an operator must not miss in a scrolling terminal. */
const labels: Record<number, string> = {
  10: 'trace',
  20: 'debug',
  30: '     ',
  40: 'WARN ',
  50: 'ERROR',
  60: 'FATAL',
};

/** Keys that pino adds to every line and a reader does not need. */
const shownApart = new Set(['level', 'time', 'msg', 'pid', 'hostname', 'err']);

/** One plain line for people from one of pino's JSON lines. */
export function plainLine(json: string): string {
  const entry: Record<string, unknown> = JSON.parse(json);
  const time = new Date(Number(entry.time)).toISOString().slice(11, 23);
  const label = labels[Number(entry.level)] ?? String(entry.level);
  const fields = Object.entries(entry)
    .filter(([key]) => !shownApart.has(key))
    .map(([key, value]) => ` ${key}=${typeof value === 'string' ? value : JSON.stringify(value)}`)
    .join('');
  const { err } = entry;
  const stack = typeof err === 'object' && err && 'stack' in err ? `\n${err.stack}` : '';
  return `${time} ${label} ${entry.msg ?? ''}${fields}${stack}\n`;
}

/** The server's log: plain lines, or JSON lines for a collector. Nothing is logged per packet. */
export function createLog(level: LogLevel, json: boolean): Log {
  if (json) return pino({ level });
  return pino({ level }, { write: (line: string) => process.stdout.write(plainLine(line)) });
}
