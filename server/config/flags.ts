import type { Problem, Result } from '../../core/result.ts';
import { closest } from './closest.ts';
import { flagOf, type OptionName, optionNames, optionSpecs, valueFromText } from './options.ts';

/** What stood on the command line. */
export interface Flags {
  values: Partial<Record<OptionName, unknown>>;
  configFile?: string;
  printConfig: boolean;
  help: boolean;
}

const others = ['--config', '--print-config', '--help'];

const fail = (path: string, message: string): { ok: false; fault: Problem[] } => ({
  ok: false,
  fault: [{ path, code: 'option', message }],
});

/** Reads `--name value`, `--name=value` and switches; an unknown one is refused with the closest known. */
export function readFlags(argv: readonly string[]): Result<Flags> {
  const flags: Flags = { values: {}, printConfig: false, help: false };
  const byFlag = new Map(optionNames.map((name) => [flagOf(name), name]));
  const rest = [...argv];
  for (let word = rest.shift(); word !== undefined; word = rest.shift()) {
    const [flag = '', ...tail] = word.split('=');
    const attached = tail.length > 0 ? tail.join('=') : undefined;
    const name = byFlag.get(flag);
    const isSwitch = name ? optionSpecs[name].kind === 'switch' : flag !== '--config';
    if (!name && !others.includes(flag)) return unknown(word, flag, [...byFlag.keys(), ...others]);
    const text = attached ?? (isSwitch ? '' : rest.shift());
    if (text === undefined || (!isSwitch && attached === undefined && text.startsWith('--'))) {
      return fail(flag, `${flag} needs a value.`);
    }
    if (name) setValue(flags, name, text);
    else if (flag === '--config') flags.configFile = text;
    else if (flag === '--help') flags.help = true;
    else flags.printConfig = true;
  }
  return { ok: true, value: flags };
}

function setValue({ values }: Flags, name: OptionName, text: string): void {
  const value = valueFromText(optionSpecs[name].kind, text);
  const earlier = values[name];
  values[name] = Array.isArray(earlier) && Array.isArray(value) ? [...earlier, ...value] : value;
}

function unknown(word: string, flag: string, known: readonly string[]) {
  if (!flag.startsWith('-')) return fail(word, `"${word}" is no option. Options begin with --.`);
  return fail(flag, `There is no option ${flag}. Did you mean ${closest(flag, known)}?`);
}
