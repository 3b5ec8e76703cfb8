import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { importLens, lensFormatOf } from '../../../core/lens/import-lens.ts';
import { openTrackIoFromSettings } from '../../../core/lens/openlensio.ts';
import { fixtureText } from './distortion-fixture.ts';

const options = { sensorWidthMm: 23.76 };
const example = JSON.parse(
  readFileSync(
    new URL('../../fixtures/opentrackio/complete_static_example.json', import.meta.url),
    'utf8',
  ),
);
/** The standard's example with a distortion that a lens could have. */
const lensBlock = { ...example.lens, distortion: [{ radial: [2e-4], tangential: [1e-6, -2e-6] }] };
const openTrackIo = JSON.stringify({ ...example, lens: lensBlock });
const ulens = fixtureText('zoom-27-108.ulens');
const yaml = fixtureText('calibration.yml');

/** The fixture's calibration as OpenCV's sample program writes it in XML. */
const xml = `<?xml version="1.0"?>
<!-- <image_width>7</image_width> -->
<opencv_storage>
<calibration_time>"Tue Mar  3 10:12:44 2026"</calibration_time>
<image_width>1920</image_width>
<image_height>1080</image_height>
<flags>0</flags>
<camera_matrix type_id="opencv-matrix">
  <rows>3</rows>
  <cols>3</cols>
  <dt>d</dt>
  <data>
    1.4523e+03 0. 9.712e+02 0. 1.4498e+03 5.2650e+02 0. 0. 1.</data></camera_matrix>
<distortion_coefficients type_id="opencv-matrix">
  <rows>8</rows>
  <cols>1</cols>
  <dt>d</dt>
  <data>
    -1.1e-01 4.5e-02 6.2e-04 -8.1e-04 1.3e-02 2.0e-02 -5.0e-03 3.0e-03</data></distortion_coefficients>
</opencv_storage>
`;

describe('a file of a lens', () => {
  it.each([
    ['ulens', ulens],
    ['opencv', yaml],
    ['opencv', fixtureText('calibration.json')],
    ['opencv', xml],
    ['opentrackio', openTrackIo],
  ] as const)('is known as %s by what stands in it', (format, text) => {
    expect(lensFormatOf(text)).toBe(format);
    expect(importLens(text, options).ok).toBe(true);
  });

  it('says the same in XML as in YAML', () => {
    expect(importLens(xml, options)).toEqual(importLens(yaml, options));
  });

  it('is a lens that was written as OpenTrackIO, too', () => {
    const read = importLens(openTrackIo, options);
    if (!read.ok) throw new Error(JSON.stringify(read.fault));
    const { name: _, ...written } = read.value.lens;
    const again = importLens(JSON.stringify(openTrackIoFromSettings(read.value.lens)), options);
    expect(again.ok && again.value.lens).toEqual(written);
  });

  it.each([
    ['a song', 'do re mi', 'not-a-lens'],
    ['nothing', '', 'not-a-lens'],
    ['a list', '[1, 2]', 'not-a-lens'],
    ['another XML', '<svg><path d="M0 0"/></svg>', 'not-opencv'],
    ['an XML that breaks off', xml.slice(0, 400), 'not-opencv'],
    ['a lens file that breaks off', ulens.slice(0, ulens.length - 60), 'not-json'],
  ])('is refused with words when it is %s', (_what, text, code) => {
    const read = importLens(text, options);
    expect(read).toMatchObject({ ok: false, fault: [{ code }] });
    expect(!read.ok && read.fault[0]?.message).toMatch(/\w.*\./);
  });

  it('is not held up by XML made to be slow', () => {
    const startMs = performance.now();
    for (const part of ['<a>', '<!--', '<a', '<a></b>', '<opencv_storage>']) {
      expect(importLens(part.repeat(200_000), options).ok).toBe(false);
    }
    expect(performance.now() - startMs).toBeLessThan(2000);
  });
});
