/** A show with so many cameras, each with a simulated tracker of its own. */
export const cameraShow = (cameras: number, rateHz: number) => ({
  format: 1,
  name: `${cameras} cameras`,
  stage: {
    walls: [{ id: 'main', surface: { kind: 'flat', width: 6, height: 3 }, pixels: [1536, 768] }],
    outputs: [
      {
        id: 'main',
        size: [1536, 768],
        slices: [{ wall: 'main', from: [0, 0, 1536, 768], at: [0, 0] }],
      },
    ],
  },
  devices: Array.from({ length: cameras }, (_, i) => ({
    id: `tracker-${i}`,
    kind: 'simulated',
    options: { subject: '1', motion: 'dolly', rateHz },
  })),
  cameras: Array.from({ length: cameras }, (_, i) => ({
    id: `camera-${i}`,
    source: { device: `tracker-${i}`, subject: '1' },
  })),
  environments: [{ id: 'grid', kind: 'scene', source: 'grid' }],
});
