import type { VariationPicture } from '../../core/backdrops/job.ts';
import { archiveOf, plain, withContent } from '../../core/layers/archive-content.ts';
import { documentOfPicture, documentWithLayers } from '../../core/layers/layer-document.ts';
import { editedLayer } from '../../core/layers/layer-edits.ts';
import { documentName, openLayers } from '../../core/layers/opened-layers.ts';
import { textOfDocument } from '../../core/layers/two-and-half-d.ts';
import { utf8OfText } from '../../core/layers/utf-8.ts';
import { done, type Result } from '../../core/result.ts';
import type { Params } from '../../core/show/scalars.ts';
import type { ShowState } from '../../core/show/state.ts';
import { inflate } from '../assets/check-layers.ts';

export interface LayersFile {
  /** To save it under. */
  name: string;
  bytes: Uint8Array;
}

const generator = 'Cyclorama';
const depthName = 'depth.png';
/** Where a flat picture stands that nobody has moved: the defaults of a plate's parameters. */
const unedited = { distanceM: 20, fieldOfViewDeg: 80 };
const positive = (value: unknown): number | undefined =>
  typeof value === 'number' && value > 0 ? value : undefined;
/** Of a picture without depth the format wants a nearest depth too; nothing uses it. */
const nearOfFar = 0.1;

/** The parameters of a backdrop's environment as they are now; none when it is not in the show. */
export function paramsInShow(
  { show, preview, program, looks }: ShowState,
  backdrop: string,
  variation: number,
): Params {
  const environment = show.environments.find((each) => {
    const origin = each.backdrop as { id?: unknown; variation?: unknown } | undefined;
    return origin?.id === backdrop && origin.variation === variation;
  });
  if (!environment) return {};
  const deck = [preview, program].find((each) => each.environment === environment.id);
  return (deck ?? looks[environment.id] ?? environment).params;
}

/** A depth map, inverse distances, white at `nearM` and black at `farM`. */
export interface DepthMap {
  png: Uint8Array;
  nearM: number;
  farM: number;
}

/** A variation's picture as a `.2p5d`: the file it came as, with edited layers, or one plate of a plain picture. */
export function layersFileOf(
  prompt: string,
  picture: VariationPicture,
  bytes: Uint8Array,
  params: Params,
  depth?: DepthMap,
): Result<LayersFile> {
  const name = `${fileStem(prompt)}.2p5d`;
  if (picture.projection !== 'layers') {
    return done({ name, bytes: onePlate(prompt, picture, bytes, params, depth) });
  }
  const opened = openLayers(bytes, inflate);
  if (!opened.ok) return opened;
  const { entries, document, stack } = opened.value;
  const edited = documentWithLayers(
    document,
    stack.layers.map((layer) => editedLayer(layer, params)),
  );
  // Untouched, it is the file that came, to the byte.
  if (JSON.stringify(edited) === JSON.stringify(document.raw)) return done({ name, bytes });
  const text = utf8OfText(textOfDocument(edited));
  return done({ name, bytes: withContent(bytes, entries, documentName, text) });
}

/** A `.2p5d` of one plate: a picture, with its depth when it has one. */
export function onePlate(
  prompt: string,
  { extension, width, height, projection }: Omit<VariationPicture, 'sha256'>,
  bytes: Uint8Array,
  params: Params,
  depth?: DepthMap,
): Uint8Array {
  const file = `picture.${extension}`;
  const distanceM = positive(params.distanceM) ?? depth?.farM ?? unedited.distanceM;
  const fieldOfViewDeg = positive(params.fieldOfViewDeg) ?? unedited.fieldOfViewDeg;
  const document = documentOfPicture(
    {
      name: prompt,
      file,
      depthFile: depth ? depthName : null,
      widthPx: width,
      heightPx: height,
      fieldOfViewDeg: projection === 'panorama' ? 360 : fieldOfViewDeg,
      distanceM,
      nearM: depth?.nearM ?? nearOfFar * distanceM,
      farM: depth?.farM ?? distanceM,
    },
    generator,
  );
  const text = utf8OfText(textOfDocument(document));
  const map = depth ? [plain(depthName, depth.png)] : [];
  return archiveOf([plain(documentName, text), plain(file, bytes), ...map]);
}

const fileStem = (prompt: string): string =>
  prompt
    .replace(/\.2p5d$/i, '')
    .replace(/[^\p{L}\p{N}_-]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'backdrop';
