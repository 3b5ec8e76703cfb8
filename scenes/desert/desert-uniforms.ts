import { type IUniform, type Texture, Vector2, Vector3 } from 'three';
import { luminanceOf } from '../harmonics.ts';
import { type Daylight, sandAlbedo } from '../sky/daylight.ts';
import { createSkyUniforms, setSky } from '../sky/sky-uniforms.ts';

/** Every uniform of the desert, shared by its materials. */
export function createDesertUniforms(eyeInEnvironment: IUniform<Vector3>, noise: Texture) {
  return {
    ...createSkyUniforms(eyeInEnvironment, noise),
    sandAlbedo: { value: new Vector3(...sandAlbedo) },
    shadowDepth: { value: 0 },
    windDirection: { value: new Vector2(Math.cos(0.5), Math.sin(0.5)) },
    windShift: { value: 0 },
    driftAmount: { value: 0 },
  };
}

export type DesertUniforms = ReturnType<typeof createDesertUniforms>;

/** Carries one hour's light into the uniforms. */
export function setDaylight(uniforms: DesertUniforms, day: Daylight, turbidity: number): void {
  setSky(uniforms, day, turbidity);
  const { direction, colour } = day.light.dominant;
  const direct = Math.max(0, direction[1]) * luminanceOf(...colour);
  const harmonics = day.skyHarmonics;
  const sky = luminanceOf(harmonics[0] ?? 0, harmonics[1] ?? 0, harmonics[2] ?? 0) * 1.1;
  uniforms.shadowDepth.value = 0.9 * (direct / (direct + sky + 1e-6));
}
