import { type AssetKind, kindOf, knownExtensions } from './asset-kinds.ts';

export type NameCheck =
  | { ok: true; kind: AssetKind }
  | { ok: false; status: 400 | 415; code: string; message: string };

const plainName = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;
/** Names that Windows keeps for devices, whatever their ending. */
const deviceName = /^(con|prn|aux|nul|com[0-9]|lpt[0-9])(\.|$)/i;

/** Judges the name of an upload: one plain file name with an ending that is known. Pure. */
export function checkAssetName(name: string): NameCheck {
  if (!plainName.test(name) || deviceName.test(name)) {
    return {
      ok: false,
      status: 400,
      code: 'bad-name',
      message:
        'A name is 1 to 128 letters, digits, . _ or -, begins with a letter or digit, and is no path.',
    };
  }
  const kind = kindOf(name);
  if (kind) return { ok: true, kind };
  const isSvg = /\.svgz?$/i.test(name);
  return {
    ok: false,
    status: 415,
    code: isSvg ? 'svg-refused' : 'unknown-kind',
    message: isSvg
      ? 'SVG can carry scripts and is refused; export it as PNG.'
      : `The name must end in one of: ${knownExtensions.map((each) => `.${each}`).join(', ')}.`,
  };
}
