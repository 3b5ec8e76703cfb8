import { type FormField, formFields, rangeText } from '../../core/show/device-form.ts';
import type { DeviceFactory } from '../../devices/device.ts';
import { kindWords, sharedMeanings } from '../../devices/option-meanings.ts';

const head = `# Every kind of device and its options

Made from the options' own schemas by \`npm run docs\`: change those, not this
page. What the options of UDP devices mean together, and what refusals mean, is in
[devices/README.md](devices/README.md). The operator page has the same forms under Devices, Set up.
`;

/** Kinds that are explained on another kind's page. */
const pages: Readonly<Record<string, string>> = { take: 'replay' };

/** The page `docs/devices.md`: a table of options for each kind, from its schema. */
export function devicesPage(factories: Iterable<DeviceFactory>): string {
  const sections = [...factories].map((factory) => section(factory));
  return [head, ...sections].join('\n');
}

function section({ kind, poseIs, optionsSchema }: DeviceFactory): string {
  const fields = formFields(optionsSchema('127.0.0.1'));
  const page = pages[kind] ?? kind;
  return [
    `## ${kind}`,
    '',
    `${kindWords[kind]?.title ?? kind}. Samples are \`${poseIs}\`; more in [devices/${page}.md](devices/${page}.md).`,
    '',
    '| option | default | range | meaning |',
    '| --- | --- | --- | --- |',
    ...fields.map(row),
    '',
  ].join('\n');
}

function row(field: FormField): string {
  const usual = field.isRequired ? 'needed' : usualOf(field);
  const isHost = field.name === 'interface';
  const cells = [code(field.name), isHost ? 'the `--host`' : usual, rangeOf(field), field.meaning];
  return `| ${cells.map(escaped).join(' | ')} |`;
}

/** As it stands in a show file. */
function usualOf({ kind, defaultText }: FormField): string {
  if (kind === 'textOrOff' && defaultText === 'off') return code('false');
  if (kind === 'list' && defaultText === '') return code('[]');
  return defaultText && code(defaultText);
}

function rangeOf({ kind, choices, range }: FormField): string {
  const parts = [
    ...choices.map(code),
    ...(range ? [rangeText(range)] : []),
    ...(range?.isInteger && kind === 'number' && rangeText(range) === '' ? ['whole'] : []),
  ].filter(Boolean);
  const inside = parts.join(', ');
  if (kind === 'list') return inside ? `a list of ${inside}` : 'a list';
  if (kind === 'switch') return '`true`, `false`';
  if (kind === 'textOrOff') return 'text or `false`';
  if (kind === 'wordOrJson') return `${inside}, or an object`;
  if (kind === 'json') return 'JSON';
  return inside;
}

const code = (text: string): string => `\`${text}\``;
const escaped = (text: string): string => text.replaceAll('|', '\\|');

/** Options without a meaning, as `kind.option`: a page that says nothing of them is not done. */
export function unexplained(factories: Iterable<DeviceFactory>): string[] {
  return [...factories].flatMap(({ kind, optionsSchema }) =>
    formFields(optionsSchema('127.0.0.1'))
      .filter(({ name, meaning }) => meaning === '' && !sharedMeanings[name])
      .map(({ name }) => `${kind}.${name}`),
  );
}
