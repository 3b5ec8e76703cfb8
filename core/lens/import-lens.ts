import { fault, type Result } from '../result.ts';
import { importOpenCv, type OpenCvImportOptions } from './import-opencv.ts';
import { importUlens } from './import-ulens.ts';
import { type LensImport, parseJsonText } from './lens-import.ts';
import { lensFromOpenTrackIo } from './openlensio.ts';

/** The lens files that are read, with their names. */
export const lensFormats = {
  ulens: 'Unreal lens file',
  opencv: 'OpenCV calibration',
  opentrackio: 'OpenTrackIO lens',
} as const;
export type LensFormat = keyof typeof lensFormats;

/** What kind of lens file a text is, by what stands in it, whatever its name; `undefined` when it is none. */
export function lensFormatOf(text: string): LensFormat | undefined {
  const document = parseJsonText(text);
  if (!document.ok) return formatOfText(text);
  const keys = keysOf(document.value);
  const has = (...names: string[]) => names.some((name) => keys.includes(name));
  if (has('cameraParameterTables', 'sensorDimensions', 'encoderTables')) return 'ulens';
  if (has('lens', 'static', 'protocol')) return 'opentrackio';
  return keys.length > 0 ? 'opencv' : undefined;
}

/** OpenCV's JSON has numbers that JSON has not, so that it may land here, too. */
function formatOfText(text: string): LensFormat | undefined {
  const start = text.slice(0, 65_536).trimStart();
  if (start.startsWith('{')) return start.includes('"cameraParameterTables"') ? 'ulens' : 'opencv';
  return start.startsWith('<') || /^[A-Za-z_]\w*[ \t]*:/m.test(start) ? 'opencv' : undefined;
}

const keysOf = (document: unknown): string[] =>
  typeof document === 'object' && document !== null && !Array.isArray(document)
    ? Object.keys(document)
    : [];

/** A lens from the text of any lens file that is read. `options` are for calibrations of OpenCV. */
export function importLens(text: string, options: OpenCvImportOptions): Result<LensImport> {
  const format = lensFormatOf(text);
  if (format === 'ulens') return importUlens(text);
  if (format === 'opencv') return importOpenCv(text, options);
  if (!format) {
    const message =
      'This is no lens file. Choose a .ulens of Unreal, a calibration of OpenCV (YAML, XML or JSON), or an OpenTrackIO sample in JSON.';
    return fault('', 'not-a-lens', message);
  }
  const document = parseJsonText(text);
  return document.ok ? lensFromOpenTrackIo(document.value) : document;
}
