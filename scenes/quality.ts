import type { SceneQuality } from './scene.ts';

/** Quality as the shaders are compiled with it. */
export const qualityNumber: Record<SceneQuality, number> = { low: 0, medium: 1, high: 2 };
