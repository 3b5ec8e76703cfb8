import type { SceneManifest } from '../scene.ts';

export const gridManifest: SceneManifest = {
  id: 'grid',
  name: 'Alignment grid',
  description:
    'Metre grid, axes, poles and spheres at stated distances, horizon and headings: to check walls, trackers and seams.',
  parameters: [
    {
      kind: 'number',
      name: 'brightness',
      label: 'Brightness',
      min: 0.02,
      max: 1,
      step: 0.01,
      default: 0.35,
    },
    { kind: 'toggle', name: 'labels', label: 'Labels', default: true },
    { kind: 'toggle', name: 'targets', label: 'Poles and spheres', default: true },
    { kind: 'toggle', name: 'objects', label: 'Tracked objects', default: true },
    { kind: 'toggle', name: 'sweep', label: 'Moving mark', default: true },
  ],
};
