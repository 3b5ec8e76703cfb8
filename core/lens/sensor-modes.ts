/** A named way in which a camera records: the area of its sensor that becomes the picture, in mm. */
export interface SensorMode {
  id: string;
  camera: string;
  mode: string;
  recordedMm: readonly [number, number];
  recordedPx: readonly [number, number];
}

const mode = (
  id: string,
  camera: string,
  name: string,
  recordedMm: readonly [number, number],
  recordedPx: readonly [number, number],
): SensorMode => ({ id, camera, mode: name, recordedMm, recordedPx });

/**
 * Recorded areas as the makers publish them. A mode that is not here is entered by hand: `sensorMm`,
 * or `croppedSensorMm` from a mode that is.
 */
export const sensorModes: readonly SensorMode[] = [
  // ARRI, "ALEXA 35 Technical Data": photosites of 6.075 µm.
  mode(
    'arri-alexa-35-open-gate',
    'ARRI ALEXA 35',
    '4.6K 3:2 Open Gate',
    [27.99, 19.22],
    [4608, 3164],
  ),
  mode('arri-alexa-35-4.6k-16-9', 'ARRI ALEXA 35', '4.6K 16:9', [27.99, 15.75], [4608, 2592]),
  mode('arri-alexa-35-4k-16-9', 'ARRI ALEXA 35', '4K 16:9', [24.88, 14], [4096, 2304]),
  mode('arri-alexa-35-3.8k-16-9', 'ARRI ALEXA 35', '3.8K 16:9', [23.33, 13.12], [3840, 2160]),
  mode('arri-alexa-35-3.3k-6-5', 'ARRI ALEXA 35', '3.3K 6:5', [20.22, 16.95], [3328, 2790]),
  // ARRI, "ALEXA LF" and "ALEXA Mini LF Technical Data": photosites of 8.25 µm, the same sensor.
  mode(
    'arri-alexa-lf-open-gate',
    'ARRI ALEXA LF, Mini LF',
    '4.5K LF 3:2 Open Gate',
    [36.7, 25.54],
    [4448, 3096],
  ),
  mode(
    'arri-alexa-lf-16-9',
    'ARRI ALEXA LF, Mini LF',
    '3.8K LF 16:9',
    [31.68, 17.82],
    [3840, 2160],
  ),
  mode(
    'arri-alexa-lf-2.39',
    'ARRI ALEXA LF, Mini LF',
    '4.5K LF 2.39:1',
    [36.7, 15.31],
    [4448, 1856],
  ),
  // RED, V-RAPTOR 8K VV specifications: photosites of 5 µm, 40.96 × 21.60 mm.
  mode('red-v-raptor-8k-vv', 'RED V-RAPTOR 8K VV', '8K 17:9', [40.96, 21.6], [8192, 4320]),
  mode('red-v-raptor-6k-s35', 'RED V-RAPTOR 8K VV', '6K S35 17:9', [30.72, 16.2], [6144, 3240]),
  // RED, KOMODO 6K specifications: photosites of 4.4 µm, 27.03 × 14.26 mm.
  mode('red-komodo-6k', 'RED KOMODO, KOMODO-X', '6K 17:9', [27.03, 14.26], [6144, 3240]),
  // Sony, VENICE 2 specifications (8K sensor): 35.9 × 24.0 mm.
  mode('sony-venice-2-8.6k-3-2', 'Sony VENICE 2 8K', '8.6K 3:2', [35.9, 24], [8640, 5760]),
  // Sony, PXW-FX9 specifications: imager 35.7 × 18.8 mm at 17:9, read at 6K and recorded at 4K.
  mode('sony-fx9-ff-17-9', 'Sony PXW-FX9', 'Full frame 6K, 17:9', [35.7, 18.8], [4096, 2160]),
  // Blackmagic Design, URSA Mini Pro 12K: effective sensor size 27.03 × 14.25 mm.
  mode(
    'blackmagic-ursa-mini-pro-12k',
    'Blackmagic URSA Mini Pro 12K',
    '12K 17:9',
    [27.03, 14.25],
    [12288, 6480],
  ),
  // Blackmagic Design, URSA Cine 12K LF: effective sensor size 35.64 × 23.32 mm.
  mode(
    'blackmagic-ursa-cine-12k-lf',
    'Blackmagic URSA Cine 12K LF',
    '12K Open Gate 3:2',
    [35.64, 23.32],
    [12288, 8040],
  ),
  // Blackmagic Design, Pocket Cinema Camera 6K and 4K: 23.10 × 12.99 mm and 18.96 × 10 mm.
  mode(
    'blackmagic-pocket-6k',
    'Blackmagic Pocket Cinema Camera 6K',
    '6K 16:9',
    [23.1, 12.99],
    [6144, 3456],
  ),
  mode(
    'blackmagic-pocket-4k',
    'Blackmagic Pocket Cinema Camera 4K',
    '4K DCI',
    [18.96, 10],
    [4096, 2160],
  ),
  // Canon, EOS C70 and EOS C300 Mark III: 26.2 × 13.8 mm at 4096 × 2160, 24.6 × 13.8 mm at 3840 × 2160.
  mode('canon-c70-4k-dci', 'Canon EOS C70, C300 Mark III', '4K DCI', [26.2, 13.8], [4096, 2160]),
  mode('canon-c70-4k-uhd', 'Canon EOS C70, C300 Mark III', '4K UHD', [24.6, 13.8], [3840, 2160]),
  // Canon, EOS C500 Mark II: 38.1 × 20.1 mm at 5952 × 3140.
  mode(
    'canon-c500-ii-5.9k',
    'Canon EOS C500 Mark II',
    '5.9K full frame',
    [38.1, 20.1],
    [5952, 3140],
  ),
  // Panasonic, AU-EVA1: 24.60 × 12.97 mm at 17:9.
  mode('panasonic-eva1', 'Panasonic AU-EVA1', '5.7K 17:9', [24.6, 12.97], [5720, 3016]),
];

const byId = new Map(sensorModes.map((known) => [known.id, known]));

export const sensorModeOf = (id: string): SensorMode | undefined => byId.get(id);

/** The recorded area of a lens's settings, mm: its sensor mode's, else what stands in `sensorMm`. */
export function recordedSensorMm(settings: {
  sensorMode?: string | undefined;
  sensorMm: readonly [number, number];
}): readonly [number, number] {
  return sensorModeOf(settings.sensorMode ?? '')?.recordedMm ?? settings.sensorMm;
}

/**
 * The area that is left, mm, when only `px` of the `fullPx` pixels of an area are recorded: a window
 * of the sensor, one pixel to one. A picture that is scaled down keeps its area.
 */
export const croppedSensorMm = (
  fullMm: readonly [number, number],
  fullPx: readonly [number, number],
  px: readonly [number, number],
): [number, number] => [(fullMm[0] * px[0]) / fullPx[0], (fullMm[1] * px[1]) / fullPx[1]];
