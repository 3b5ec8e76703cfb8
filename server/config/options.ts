import { z } from 'zod';
import { logLevels } from '../observe/log.ts';

/** How an option is written as text: on the command line and in the environment. */
export type OptionKind = 'text' | 'number' | 'switch' | 'list';

interface OptionSpec {
  kind: OptionKind;
  /** What stands for its value in the usage text. */
  value?: string;
  what: string;
}

/** Every option that can also stand in the environment and in a config file. */
export const optionSpecs = {
  show: { kind: 'text', value: 'DIR', what: 'show folder (default: a copy of the demo)' },
  dataDir: { kind: 'text', value: 'DIR', what: 'what this machine keeps: keys, journals, backups' },
  host: { kind: 'text', value: 'ADDRESS', what: 'address to listen on, UDP inputs too' },
  port: { kind: 'number', value: 'N', what: 'HTTP port, 0 for any that is free' },
  logLevel: { kind: 'text', value: 'LEVEL', what: logLevels.join(', ') },
  logJson: { kind: 'switch', what: 'log lines as JSON' },
  lan: { kind: 'switch', what: 'listen on all interfaces, with HTTPS and a key' },
  tlsCert: { kind: 'text', value: 'FILE', what: 'certificate for HTTPS (PEM)' },
  tlsKey: { kind: 'text', value: 'FILE', what: 'its key (PEM)' },
  engines: {
    kind: 'text',
    value: 'FILE',
    what: 'engines that make backdrops (default: engines.json in the data folder)',
  },
  browser: {
    kind: 'text',
    value: 'FILE',
    what: 'Chromium that draws backdrops when no page does (npm start finds one)',
  },
  allowHost: { kind: 'list', value: 'NAME', what: 'another name of this machine; may be repeated' },
} as const satisfies Record<string, OptionSpec>;

export type OptionName = keyof typeof optionSpecs;
export const optionNames = Object.keys(optionSpecs) as OptionName[];

/** `dataDir` → `data-dir`. */
export const kebab = (name: string): string => name.replace(/[A-Z]/g, (c) => `-${c.toLowerCase()}`);
export const flagOf = (name: OptionName): string => `--${kebab(name)}`;
/** `dataDir` → `CYCLORAMA_DATA_DIR`. */
export const envOf = (name: OptionName): string =>
  `CYCLORAMA_${kebab(name).replaceAll('-', '_').toUpperCase()}`;

const path = z.string().min(1);

/** All options checked together, whatever they came from. */
export const configSchema = z.object({
  show: path.optional(),
  dataDir: path,
  host: z.string().min(1).max(255),
  port: z.int().min(0).max(65_535),
  logLevel: z.enum(logLevels),
  logJson: z.boolean(),
  lan: z.boolean(),
  tlsCert: path.optional(),
  tlsKey: path.optional(),
  engines: path.optional(),
  browser: path.optional(),
  allowHost: z.array(z.string().min(1).max(253)),
});
export type Config = z.infer<typeof configSchema>;

const yes = new Set(['', '1', 'true', 'yes', 'on']);
const no = new Set(['0', 'false', 'no', 'off']);

/** The value that a text stands for. What does not fit stays text, and the schema says so. */
export function valueFromText(kind: OptionKind, text: string): unknown {
  if (kind === 'number') return /^\d+$/.test(text.trim()) ? Number(text) : text;
  if (kind === 'list') return text.split(',').map((item) => item.trim());
  if (kind !== 'switch') return text;
  const word = text.toLowerCase();
  if (yes.has(word)) return true;
  return no.has(word) ? false : text;
}
