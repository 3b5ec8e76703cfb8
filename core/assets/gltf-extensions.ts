/**
 * glTF extensions that the pages draw without a decoder of their own: the server's check at the door
 * and the page's check before decoding agree on them. Compressed meshes and textures need WASM, which
 * the pages' security policy does not run.
 */
export const drawnExtensions: ReadonlySet<string> = new Set([
  'EXT_mesh_gpu_instancing',
  'EXT_texture_webp',
  'KHR_lights_punctual',
  'KHR_materials_anisotropy',
  'KHR_materials_clearcoat',
  'KHR_materials_dispersion',
  'KHR_materials_emissive_strength',
  'KHR_materials_ior',
  'KHR_materials_iridescence',
  'KHR_materials_sheen',
  'KHR_materials_specular',
  'KHR_materials_transmission',
  'KHR_materials_unlit',
  'KHR_materials_volume',
  'KHR_mesh_quantization',
  'KHR_texture_transform',
]);
