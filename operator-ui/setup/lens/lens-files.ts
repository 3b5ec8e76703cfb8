import {
  importLens,
  type LensFormat,
  lensFormatOf,
  lensFormats,
} from '../../../core/lens/import-lens.ts';
import type { OpenCvImportOptions } from '../../../core/lens/import-opencv.ts';
import type { LensImport } from '../../../core/lens/lens-import.ts';
import { fault, type Problem, type Result } from '../../../core/result.ts';
import type { LensPart } from './use-lens-change.ts';

/** A file that was chosen, read as text. */
export interface ChosenFile {
  name: string;
  format: LensFormat | undefined;
  text: string;
}

/** Longer than any lens file: it is not even read. */
const mostBytes = 16_000_000;

/** The text of a file that somebody chose; a file that is too large to be a lens is not opened. */
export async function readLensFile(file: File): Promise<Result<ChosenFile>> {
  if (file.size > mostBytes) {
    const size = Math.round(file.size / 1e6);
    return fault('', 'too-large', `${file.name} has ${size} MB. No lens file is that large.`);
  }
  try {
    const text = await file.text();
    return { ok: true, value: { name: file.name, format: lensFormatOf(text), text } };
  } catch {
    return fault('', 'unreadable', `${file.name} cannot be read. Choose it again.`);
  }
}

export const formatName = (format: LensFormat | undefined): string =>
  format ? lensFormats[format] : 'unknown file';

/** What a file says, as a lens. */
export const lensFromFile = (
  { text }: ChosenFile,
  options: OpenCvImportOptions,
): Result<LensImport> => importLens(text, options);

/** What is wrong with a file: where, then what. */
export const problemText = ({ path, message }: Problem): string =>
  path ? `${path}: ${message}` : message;

const replaced = ['sensorMode', 'distortion', 'table', 'tables'] as const;

/** The change that makes a camera's lens that of a file. What the rings' counts mean stays. */
export function partFromImport({ lens }: LensImport, fileName: string): LensPart {
  const none = Object.fromEntries(replaced.map((field) => [field, null]));
  const name = lens.name ?? fileName.replace(/\.[^.]*$/, '').slice(0, 128);
  return { ...none, ...lens, name: name || null };
}

/** A name for an exported lens that every system takes. */
export const exportName = (cameraId: string, lensName = ''): string =>
  `${[cameraId, lensName]
    .join(' ')
    .replace(/[^\p{L}\p{N}.]+/gu, '-')
    .replace(/^-+|-+$/g, '')}.json`;
