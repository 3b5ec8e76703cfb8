import type { FormField } from '../../core/show/device-form.ts';
import type { DiscoveryReport } from '../../core/wire/discovery.ts';

/** Something to choose for a field; `warning` says what stands against it. */
export interface Suggestion {
  text: string;
  label: string;
}

/** What discovery offers for a field of a kind; `reason` says why it offers nothing. */
export interface Suggestions {
  list: readonly Suggestion[];
  reason: string;
}

const none: Suggestions = { list: [], reason: '' };
const plain = (names: readonly string[]): Suggestion[] =>
  [...new Set(names)].map((name) => ({ text: name, label: name }));

export function suggestionsFor(
  kind: string,
  { name, kind: fieldKind }: Pick<FormField, 'name' | 'kind'>,
  discovery: DiscoveryReport | null,
): Suggestions {
  if (!discovery) return none;
  const { interfaces, hid, midi, audio } = discovery;
  if (name === 'interface' && fieldKind === 'text') {
    const found = interfaces.map((each) => ({
      text: each.address,
      label: `${each.name}  ${each.address}`,
    }));
    return { list: [...found, { text: '0.0.0.0', label: 'all interfaces' }], reason: '' };
  }
  if (kind === 'hid' && name === 'match') return { list: hid.found.map(hidChoice), ...reason(hid) };
  if (kind === 'midi' && name === 'port') return { list: plain(midi.inputs), ...reason(midi) };
  if (kind === 'midi' && name === 'output') return { list: plain(midi.outputs), ...reason(midi) };
  if (kind === 'ltc' && name === 'input') return { list: plain(audio.found), ...reason(audio) };
  return none;
}

const reason = (part: { reason: string }): { reason: string } => ({ reason: part.reason });

/** Exactly this device: with its serial number, where it has one. */
function hidChoice({
  name,
  vendor,
  product,
  serial,
  cannotOpen,
}: DiscoveryReport['hid']['found'][number]): Suggestion {
  const text = JSON.stringify({ vendor, product, ...(serial && { serial }) });
  const label = [name, serial && `(${serial})`, cannotOpen && `– ${cannotOpen}`];
  return { text, label: label.filter(Boolean).join(' ') };
}

/** Options that a device is seldom set up without; the others stand behind "more". */
const mainNames = new Set(
  'port interface multicast allow profile sourceNumber as input channel frameRate output universes screen use subject motion rateHz bindings senders'.split(
    ' ',
  ),
);

/** Whether a field is always shown: it is needed, usual, or says something already. */
export const isMain = ({ name, isRequired }: FormField): boolean =>
  isRequired || mainNames.has(name);
