import type { Texture } from 'three';
import type { LastPassInput } from '../../../../render/last-pass.ts';

/** A picture on its way to the canvas with nothing laid over it. */
export const lastPassInput = (picture: Texture): LastPassInput => ({
  picture,
  gain: 1,
  neutral: 0,
  pattern: null,
  identify: false,
  k: 0,
});
