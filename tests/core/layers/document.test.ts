import { describe, expect, it } from 'vitest';
import { type Layer, layersFromDocument } from '../../../core/layers/layer.ts';
import { documentOfPicture, documentWithLayers } from '../../../core/layers/layer-document.ts';
import { editedLayer, layerParameter } from '../../../core/layers/layer-edits.ts';
import { parseTwoAndHalfD, type TwoAndHalfD } from '../../../core/layers/two-and-half-d.ts';
import { printedSeed, seededRandom } from '../../support/random.ts';
import { exampleDocument } from '../../support/two-and-half-d.ts';

function read(document: unknown): TwoAndHalfD {
  const parsed = parseTwoAndHalfD(JSON.stringify(document));
  if (!parsed.ok) throw new Error(parsed.fault[0]?.message);
  return parsed.value;
}
const close = (actual: readonly number[], expected: readonly number[]) =>
  expected.forEach((value, i) => {
    expect(actual[i]).toBeCloseTo(value, 9);
  });

describe('the example of the format page', () => {
  it('stands in metres where its ratios say', () => {
    const { layers, notes } = layersFromDocument(read(exampleDocument()));
    const [back, front] = layers;
    if (!back || !front) throw new Error('two layers');
    // 90° at 75 m spans 150 m; 16:9.
    expect([back.shape, back.distanceM, back.nearM, back.farM]).toEqual(['relief', 75, 10, 100]);
    close(back.sizeM, [150, 84.375]);
    // A fifth of 100 m away: 0.4 and −0.2 of 20 m, a quarter of 40 m wide, a fifth of 22.5 m high.
    expect([front.shape, front.distanceM]).toEqual(['flat', 20]);
    close(front.offsetM, [8, -4]);
    close(front.sizeM, [10, 4.5]);
    expect(notes).toEqual(['"Foreground" has a mesh (rock.obj); it is kept and drawn without it.']);
  });

  it('keeps what is no picture and says so', () => {
    const document = exampleDocument();
    Object.assign(document.plates[1] ?? {}, { filename: 'waves.mp4' });
    const { layers, notes } = layersFromDocument(read(document));
    expect(layers.map(({ name }) => name)).toEqual(['Background']);
    expect(notes.join(' ')).toContain('waves.mp4');
  });
});

it('A document whose layers are not touched is written as it was read, to the last key and its order', () => {
  const document = exampleDocument();
  const parsed = read(document);
  const { layers } = layersFromDocument(parsed);
  expect(JSON.stringify(documentWithLayers(parsed, layers))).toBe(JSON.stringify(document));
});

it('An edit of a layer changes its own numbers and nothing else', () => {
  const document = exampleDocument();
  const parsed = read(document);
  const { layers } = layersFromDocument(parsed);
  const params = { [layerParameter(1, 'distanceM')]: 40, [layerParameter(1, 'feather')]: 0.25 };
  const edited = layers.map((layer) => editedLayer(layer, params));
  // Twice as far and seen as before: all its ratios but the depth stay.
  const expected = exampleDocument();
  Object.assign(expected.plates[1] ?? {}, {
    z: 0.4,
    cyclorama: { feather: 0.25, relief_scale: 2 },
  });
  expect(JSON.stringify(documentWithLayers(parsed, edited))).toBe(JSON.stringify(expected));
});

it('Layers become a document and layers again, whatever they are', () => {
  const random = seededRandom(printedSeed('layers round trip'));
  for (let turn = 0; turn < 200; turn++) {
    const parsed = read({
      asset: {
        max_depth: 20 + 900 * random(),
        min_depth: 0.5 + 15 * random(),
        field_of_view: random() < 0.2 ? 360 : 20 + 120 * random(),
      },
      plates: Array.from({ length: 1 + Math.floor(5 * random()) }, (_, i) => ({
        name: `plate ${i}`,
        filename: `${i}.png`,
        ...(random() < 0.5 && { depth_map_filename: `${i}d.png` }),
        width: 2 + Math.floor(4000 * random()),
        height: 2 + Math.floor(4000 * random()),
        x: random() - 0.5,
        y: random() - 0.5,
        z: 0.01 + random(),
        scale_x: 0.1 + random(),
        scale_y: 0.1 + random(),
        rotation_x: 20 * random(),
        rotation_y: 20 * random(),
        rotation_z: 20 * random(),
      })),
    });
    const { layers } = layersFromDocument(parsed);
    const edited = layers.map((layer): Layer => {
      const params = {
        [layerParameter(layer.index, 'distanceM')]: 1 + 200 * random(),
        [layerParameter(layer.index, 'scale')]: 0.5 + random(),
        [layerParameter(layer.index, 'defocus')]: random(),
        [layerParameter(layer.index, 'exposure')]: 4 * random() - 2,
        [layerParameter(layer.index, 'hidden')]: random() < 0.5,
      };
      return editedLayer(layer, params);
    });
    const again = layersFromDocument(read(documentWithLayers(parsed, edited))).layers;
    edited.forEach((layer, i) => {
      const back = again[i];
      if (!back) throw new Error('a layer is gone');
      for (const key of ['distanceM', 'nearM', 'farM', 'defocus', 'exposure'] as const) {
        expect(back[key] / layer[key]).toBeCloseTo(1, 6);
      }
      expect(back.hidden).toBe(layer.hidden);
      close(
        back.sizeM,
        layer.sizeM.map((v) => Number(v.toPrecision(15))),
      );
      close(back.offsetM, layer.offsetM);
      expect(back.rotationDeg).toEqual(layer.rotationDeg);
    });
  }
});

it('A plain picture becomes a document of one plate that fills its field of view', () => {
  const document = documentOfPicture(
    {
      name: 'A street',
      file: 'picture.png',
      depthFile: 'depth.png',
      widthPx: 1600,
      heightPx: 900,
      fieldOfViewDeg: 90,
      distanceM: 20,
      nearM: 4,
      farM: 80,
    },
    'Cyclorama',
  );
  const [layer] = layersFromDocument(read(document)).layers;
  expect([layer?.shape, layer?.distanceM, layer?.nearM, layer?.farM]).toEqual([
    'relief',
    20,
    4,
    80,
  ]);
  close(layer?.sizeM ?? [], [40, 22.5]);
});

it('A document that is none is refused with the place and the reason', () => {
  const cases: [change: (document: Record<string, unknown>) => unknown, at: string][] = [
    [(d) => ({ ...d, plates: [] }), '/data.json/plates'],
    [
      (d) => ({ ...d, plates: [{ filename: 'a.png', width: 0, height: 2 }] }),
      '/data.json/plates/0/width',
    ],
    [
      (d) => ({ ...d, plates: [{ filename: 'a.png', width: 2, height: 2, z: 'near' }] }),
      '/data.json/plates/0/z',
    ],
    [(d) => ({ ...d, asset: { max_depth: 5, min_depth: 9 } }), '/data.json/asset/min_depth'],
    [() => [], '/data.json'],
    [() => null, '/data.json'],
  ];
  for (const [change, at] of cases) {
    const parsed = parseTwoAndHalfD(JSON.stringify(change(exampleDocument())));
    expect(parsed.ok).toBe(false);
    expect(parsed.ok ? '' : parsed.fault[0]?.path).toBe(at);
  }
  expect(parseTwoAndHalfD('{"plates":').ok).toBe(false);
});
