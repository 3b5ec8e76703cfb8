import {
  LinearFilter,
  LinearMipmapLinearFilter,
  Mesh,
  OrthographicCamera,
  PlaneGeometry,
  RepeatWrapping,
  Scene,
  ShaderMaterial,
  SRGBColorSpace,
  type Texture,
  type WebGLRenderer,
  WebGLRenderTarget,
} from 'three';
import fragmentShader from '../../shaders/scenes/layers/premultiply.frag.glsl?raw';
import vertexShader from '../../shaders/scenes/layers/premultiply.vert.glsl?raw';

/** The picture with its colours times their alpha, in a target of its own; the texture that is handed in is released. */
export function premultiplied(renderer: WebGLRenderer, texture: Texture): WebGLRenderTarget {
  const { width, height } = texture.image as ImageBitmap;
  const target = new WebGLRenderTarget(width, height, {
    colorSpace: SRGBColorSpace,
    depthBuffer: false,
    generateMipmaps: true,
    minFilter: LinearMipmapLinearFilter,
    magFilter: LinearFilter,
    anisotropy: texture.anisotropy,
    ...(texture.wrapS === RepeatWrapping && { wrapS: RepeatWrapping }),
  });
  const material = new ShaderMaterial({
    uniforms: { picture: { value: texture } },
    vertexShader,
    fragmentShader,
    depthTest: false,
    depthWrite: false,
  });
  const geometry = new PlaneGeometry(2, 2);
  const scene = new Scene().add(new Mesh(geometry, material));
  const previous = renderer.getRenderTarget();
  renderer.setRenderTarget(target);
  renderer.render(scene, new OrthographicCamera());
  renderer.setRenderTarget(previous);
  geometry.dispose();
  material.dispose();
  texture.dispose();
  return target;
}
