import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Problem, Result } from '../core/result.ts';
import { closest } from './config/closest.ts';
import { defaultDataDir, type Machine } from './config/data-dir.ts';
import { type Flags, readFlags } from './config/flags.ts';
import {
  type Config,
  configSchema,
  envOf,
  flagOf,
  type OptionName,
  optionNames,
  optionSpecs,
  valueFromText,
} from './config/options.ts';

export type { Config } from './config/options.ts';

/** Where a configuration is read from. */
export interface ConfigSources extends Machine {
  argv: readonly string[];
  cwd: string;
}

/** A configuration with the origin of each value: `default`, a file, `CYCLORAMA_…` or a flag. */
export interface LoadedConfig {
  config: Config;
  origins: Readonly<Record<string, string>>;
  printConfig: boolean;
  help: boolean;
}

interface Layer {
  values: Partial<Record<OptionName, unknown>>;
  origin: (name: OptionName) => string;
}

const fileName = 'cyclorama.config.json';

/** Reads all options: default < file < environment < flag. Problems name the option and its origin. */
export function readConfig(sources: ConfigSources): Result<LoadedConfig> {
  const flags = readFlags(sources.argv);
  if (!flags.ok) return flags;
  const file = fileLayer(sources, flags.value);
  if (!file.ok) return file;
  const layers = [
    defaults(sources),
    file.value,
    environment(sources.env),
    { values: flags.value.values, origin: flagOf },
  ];
  const values: Partial<Record<OptionName, unknown>> = {};
  const origins = Object.fromEntries(optionNames.map((name) => [name, 'default']));
  for (const layer of layers) {
    for (const name of optionNames) {
      if (layer.values[name] === undefined) continue;
      values[name] = layer.values[name];
      origins[name] = layer.origin(name);
    }
  }
  const { printConfig, help } = flags.value;
  const checked = check(values, origins, sources.cwd);
  if (!checked.ok) return checked;
  return { ok: true, value: { config: checked.value, origins, printConfig, help } };
}

const defaults = (machine: Machine): Layer => ({
  origin: () => 'default',
  values: {
    dataDir: defaultDataDir(machine),
    host: '127.0.0.1',
    port: 8080,
    logLevel: 'info',
    logJson: false,
    lan: false,
    allowHost: [],
  },
});

function environment(env: Machine['env']): Layer {
  const entries = optionNames.flatMap((name) => {
    const text = env[envOf(name)];
    // An empty variable is how a shell says "not set".
    return text ? [[name, valueFromText(optionSpecs[name].kind, text)]] : [];
  });
  return { origin: envOf, values: Object.fromEntries(entries) };
}

function fileLayer({ cwd, env }: ConfigSources, flags: Flags): Result<Layer> {
  const named = flags.configFile ?? env.CYCLORAMA_CONFIG;
  const file = resolve(cwd, named ?? fileName);
  const empty: Layer = { values: {}, origin: () => file };
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch {
    if (!named) return { ok: true, value: empty };
    return fail('--config', `There is no config file ${file}.`);
  }
  try {
    const values: unknown = JSON.parse(text);
    if (typeof values === 'object' && values !== null) return knownOnly(values, file);
  } catch {
    // Falls through to the same message as any other thing that is no object.
  }
  return fail(file, `${file} must hold a JSON object such as { "port": 8080 }.`);
}

function knownOnly(values: object, file: string): Result<Layer> {
  const names: readonly string[] = optionNames;
  const stranger = Object.keys(values).find((key) => !names.includes(key));
  if (stranger) {
    const message = `${file}: there is no option "${stranger}". Did you mean "${closest(stranger, names)}"?`;
    return fail(file, message);
  }
  return { ok: true, value: { values, origin: () => file } };
}

function check(
  values: object,
  origins: Readonly<Record<string, string>>,
  cwd: string,
): Result<Config> {
  const parsed = configSchema.safeParse(values);
  if (!parsed.success) {
    const fault = parsed.error.issues.map((issue): Problem => {
      const origin = origins[String(issue.path[0])] ?? 'default';
      return { path: origin, code: issue.code, message: `${origin}: ${issue.message}` };
    });
    return { ok: false, fault };
  }
  const { dataDir, show, ...config } = parsed.data;
  const located = show === undefined ? {} : { show: resolve(cwd, show) };
  return { ok: true, value: { ...config, ...located, dataDir: resolve(cwd, dataDir) } };
}

const fail = (path: string, message: string): { ok: false; fault: Problem[] } => ({
  ok: false,
  fault: [{ path, code: 'option', message }],
});

/** What `--print-config` prints: each value with its origin. */
export function describeConfig({ config, origins }: LoadedConfig): string {
  const lines = optionNames.map((name) => {
    const value = config[name] ?? (name === 'show' ? demoShowFolder(config.dataDir) : '');
    const text = Array.isArray(value) ? value.join(',') : String(value);
    return `${flagOf(name).padEnd(13)} ${text.padEnd(32)} (${origins[name]})`;
  });
  return `${lines.join('\n')}\n`;
}

/** Where the demo show is copied to. */
export const demoShowFolder = (dataDir: string): string => join(dataDir, 'shows', 'demo');

/** What `--help` prints. */
export function usage(): string {
  const lines = optionNames.map((name) => {
    const spec: { value?: string; what: string } = optionSpecs[name];
    return `  ${`${flagOf(name)} ${spec.value ?? ''}`.padEnd(22)} ${spec.what}`;
  });
  return [
    'Usage: npm start -- [options]',
    '',
    ...lines,
    `  ${'--config FILE'.padEnd(22)} JSON file with these options (default: ${fileName})`,
    `  ${'--print-config'.padEnd(22)} print each value with its origin and stop`,
    '',
    'Each option can also be given in the environment, as CYCLORAMA_PORT for --port.',
    '',
  ].join('\n');
}
