import { type IUniform, type Material, MeshPhysicalMaterial, MeshStandardMaterial } from 'three';

/**
 * Exposure as a last multiplication in linear light, and the studio seen in metals: its harmonics along
 * the mirrored view, so that no environment map has to be filtered on a software renderer.
 */
export function patchMaterial(material: Material, exposure: IUniform<number>): void {
  material.onBeforeCompile = (shader) => {
    shader.uniforms.exposure = exposure;
    shader.fragmentShader = `uniform float exposure;\n${shader.fragmentShader}`.replace(
      '#include <opaque_fragment>',
      '#include <opaque_fragment>\ngl_FragColor.rgb *= exposure;',
    );
    if (!(material instanceof MeshStandardMaterial)) return;
    shader.fragmentShader = shader.fragmentShader.replace(
      '#include <lights_fragment_maps>',
      `#include <lights_fragment_maps>
#if defined( USE_LIGHT_PROBES ) && defined( RE_IndirectSpecular )
radiance += metalnessFactor * RECIPROCAL_PI * getLightProbeIrradiance( lightProbe, reflect( - geometryViewDir, geometryNormal ) );
#endif`,
    );
  };
  material.customProgramCacheKey = () => 'cyclorama-gltf';
  if (material instanceof MeshPhysicalMaterial && material.transmission > 0) {
    // Refraction reads the drawn picture back, which differs from eye to eye; plain glass does not.
    material.transmission = 0;
    material.transparent = true;
    material.opacity *= 0.3;
    material.depthWrite = false;
  }
}
