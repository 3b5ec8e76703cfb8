import { type IUniform, Vector3 } from 'three';
import { coefficientCount, shaderCoefficient } from './harmonics.ts';

/** The nine vectors that `shaders/scenes/common/harmonics.glsl` reads. */
export const createHarmonicsUniform = (): IUniform<Vector3[]> => ({
  value: Array.from({ length: coefficientCount }, () => new Vector3()),
});

export function setHarmonicsUniform(
  uniform: IUniform<Vector3[]>,
  harmonics: readonly number[],
): void {
  uniform.value.forEach((vector, i) => {
    vector.set(
      shaderCoefficient(harmonics, i, 0),
      shaderCoefficient(harmonics, i, 1),
      shaderCoefficient(harmonics, i, 2),
    );
  });
}
