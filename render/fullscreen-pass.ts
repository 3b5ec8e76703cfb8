import {
  BufferGeometry,
  Float32BufferAttribute,
  GLSL3,
  type IUniform,
  Mesh,
  OrthographicCamera,
  RawShaderMaterial,
  Scene,
  type ShaderMaterialParameters,
  type WebGLRenderer,
} from 'three';
import vertexShader from '../shaders/wall/composite.vert.glsl?raw';

const camera = new OrthographicCamera();

/** One triangle over the whole target, with a fragment shader of ours. */
export class FullscreenPass<Uniforms extends Record<string, IUniform>> {
  readonly uniforms: Uniforms;
  readonly #material: RawShaderMaterial;
  readonly #scene = new Scene();
  readonly #geometry = new BufferGeometry();

  constructor(
    fragmentShader: string,
    uniforms: Uniforms,
    parameters: Partial<ShaderMaterialParameters> = {},
  ) {
    this.uniforms = uniforms;
    this.#material = new RawShaderMaterial({
      glslVersion: GLSL3,
      vertexShader,
      fragmentShader,
      uniforms,
      depthTest: false,
      depthWrite: false,
      ...parameters,
    });
    const corners = [-1, -1, 0, 3, -1, 0, -1, 3, 0];
    this.#geometry.setAttribute('position', new Float32BufferAttribute(corners, 3));
    const mesh = new Mesh(this.#geometry, this.#material);
    mesh.frustumCulled = false;
    this.#scene.add(mesh);
  }

  /** Draws over the renderer's current target, viewport and scissor. */
  draw(renderer: WebGLRenderer): void {
    const { autoClear } = renderer;
    renderer.autoClear = false;
    renderer.render(this.#scene, camera);
    renderer.autoClear = autoClear;
  }

  dispose(): void {
    this.#material.dispose();
    this.#geometry.dispose();
  }
}
