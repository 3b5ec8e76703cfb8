import { type Show, showSchema } from '../../../core/show/show-schema.ts';

const faceted = { kind: 'arc', radius: 4, sweepDeg: 90, height: 3, facets: 13 };

/** A small volume with two cameras and more environments than fit without a thought. */
export const cannedShow: Show = showSchema.parse({
  name: 'Two moons, day 4',
  stage: {
    walls: [
      { id: 'main', surface: faceted, pixels: [2080, 976], pose: { position: [0, 0, 1] } },
      {
        id: 'side',
        surface: { kind: 'flat', width: 3, height: 3 },
        pixels: [960, 960],
        pose: { position: [-3.4, 0, -0.4], rotationDeg: [0, 70, 0] },
      },
      {
        id: 'ceiling',
        surface: { kind: 'flat', width: 4, height: 3 },
        pixels: [512, 384],
        pose: { position: [0, 4, 0.5], rotationDeg: [90, 0, 0] },
        role: 'light',
      },
    ],
    outputs: [
      { id: 'main-left', size: [1040, 976], slices: [slice('main', [0, 0, 1040, 976])] },
      { id: 'main-right', size: [1040, 976], slices: [slice('main', [1040, 0, 1040, 976])] },
      { id: 'side', size: [960, 960], slices: [slice('side', [0, 0, 960, 960])] },
      { id: 'ceiling', size: [512, 384], slices: [slice('ceiling', [0, 0, 512, 384])] },
    ],
  },
  devices: [
    { id: 'sim', kind: 'simulated' },
    { id: 'freed', kind: 'freed', options: { port: 40000 } },
    { id: 'osc', kind: 'osc', options: { port: 9000 } },
  ],
  cameras: [
    { id: 'A', source: { device: 'sim', subject: '1', poseIs: 'pupil' } },
    {
      id: 'B',
      source: { device: 'freed', subject: '2', poseIs: 'tracker' },
      lens: { focalLengthMm: 50 },
    },
  ],
  environments: [
    {
      id: 'desert',
      name: 'Desert, golden hour',
      kind: 'scene',
      source: 'desert',
      params: { sunElevationDeg: 12 },
    },
    { id: 'city', name: 'Street by night', kind: 'scene', source: 'city' },
    { id: 'grid', name: 'Alignment grid', kind: 'scene', source: 'grid' },
  ],
});

/** The same with the plainest environment only: what a test machine draws in seconds. */
export const plainShow: Show = showSchema.parse({
  ...cannedShow,
  environments: [
    { id: 'grid', name: 'Alignment grid', kind: 'scene', source: 'grid' },
    {
      id: 'turned',
      name: 'Grid, turned',
      kind: 'scene',
      source: 'grid',
      placement: { yawDeg: 90 },
    },
  ],
});

function slice(wall: string, from: [number, number, number, number]) {
  return { wall, from, at: [0, 0], turn: 0 };
}
