import { parseShow } from '../../../core/show/parse-show.ts';
import type { Show } from '../../../core/show/show-schema.ts';

export const sceneIds = ['desert', 'city', 'grid'];

/** A small valid show document, fresh for each test, as a person would write it. */
export function twoWallsDocument() {
  return {
    format: 1,
    name: 'Two walls',
    'x-note': { author: 'somebody' },
    stage: {
      bounds: { min: [-50, -5, -50], max: [50, 50, 50] },
      walls: [
        {
          id: 'main',
          surface: { kind: 'flat', width: 6, height: 3 },
          pixels: [1536, 768],
          pose: { position: [0, 0, -3], rotationDeg: [0, 0, 0] },
        },
        {
          id: 'bow',
          surface: { kind: 'arc', radius: 4, sweepDeg: 90, height: 3, facets: 13 },
          pixels: [2080, 976],
        },
      ],
      outputs: [
        {
          id: 'main-1',
          size: [1536, 768],
          slices: [
            { wall: 'main', from: [0, 0, 768, 768], at: [0, 0], turn: 0 },
            { wall: 'main', from: [768, 0, 768, 768], at: [768, 0], turn: 0 },
          ],
        },
      ],
    },
    devices: [{ id: 'osc', kind: 'osc', options: { port: 0 } }],
    cameras: [
      { id: 'A', source: { device: 'osc', subject: '1', poseIs: 'pupil' } },
      { id: 'B', source: { device: 'osc', subject: '2' }, lens: { kind: 'tracked' } },
    ],
    environments: [
      { id: 'desert', kind: 'scene', source: 'desert', params: { sunElevationDeg: 60 } },
      { id: 'city', kind: 'scene', source: 'city' },
      { id: 'grid', kind: 'scene', source: 'grid', placement: { yawDeg: 90 } },
    ],
  };
}

export function twoWalls(): Show {
  const parsed = parseShow(twoWallsDocument(), sceneIds);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.fault));
  return parsed.value;
}
