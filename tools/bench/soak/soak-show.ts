export const cameraCount = 4;
/** Samples a second of one camera. */
export const trackerHz = 240;
export const wallHz = 60;
export const framePeriodMs = 1000 / wallHz;

/** Four cameras that one OSC device feeds, before one wall. */
export const soakShow = (oscPort: number) => ({
  format: 1,
  name: 'Soak',
  stage: {
    rates: { wall: { num: wallHz, den: 1 } },
    walls: [
      {
        id: 'main',
        surface: { kind: 'flat', width: 6, height: 3 },
        pixels: [1536, 768],
        pose: { position: [0, 0, -3] },
      },
    ],
    outputs: [
      {
        id: 'main',
        size: [1536, 768],
        slices: [{ wall: 'main', from: [0, 0, 1536, 768], at: [0, 0] }],
      },
    ],
  },
  devices: [{ id: 'osc', kind: 'osc', options: { port: oscPort, multicast: false } }],
  cameras: Array.from({ length: cameraCount }, (_, i) => ({
    id: `camera-${i}`,
    source: { device: 'osc', subject: `${i}`, poseIs: 'pupil' },
  })),
  environments: [{ id: 'grid', kind: 'scene', source: 'grid' }],
});
