uniform sampler2D noise;
uniform vec3 canopy;
uniform vec3 rock;
uniform float snowCover;
uniform float autumn;
varying vec3 vPoint;
varying vec3 vNormal;
// leaf: 0 bark, 0.1 stone, 0.15 wall, 0.2 roof, 0.5 needles, 1 leaves, 2 grass; shade: how open to the sky; key: tint.
varying vec3 vTree;
varying vec4 vTwig;

// Bark and blades of grass have their own outline.
bool isSolid(float leaf) {
  return leaf < 0.25 || leaf > 1.5;
}

void main() {
  float leaf = step(0.25, vTree.x);
  // Leaves as holes in a twig: a noise whose mip levels go over into half a twig.
  float pattern = texture2D(noise, vTwig.zw * 0.03 + vTree.z).a;
  float far = clamp(0.5 * (fwidth(vTwig.z) + fwidth(vTwig.w)), 0.0, 1.0);
  float soft = 0.04 + 0.25 * min(1.0, 2.0 * far);
  float cover = isSolid(vTree.x) ? 1.0 : smoothstep(0.41 - soft, 0.41 + 0.5 * soft, pattern + 0.12 * far - 0.42 * smoothstep(0.15, 0.95, dot(vTwig.xy, vTwig.xy)));
  if (cover < COVER_FROM) discard;
  vec3 n = normalize(vNormal);
  // At the edge of a thin triangle a sample may lie outside it.
  float shade = clamp(vTree.y, 0.0, 1.0);
  float broad = step(0.75, vTree.x);
  float isTree = 1.0 - step(1.5, vTree.x);
  vec3 leaves = canopy * mix(0.8, 1.5, vTree.z) * (0.7 + 0.6 * pattern);
  vec3 turned = mix(vec3(0.22, 0.1, 0.02), vec3(0.26, 0.17, 0.03), vTree.z);
  leaves = mix(leaves * mix(vec3(0.85, 0.95, 1.05), vec3(1.15, 1.1, 0.9), broad), turned, autumn * broad * isTree * step(0.25, vTree.z));
#if QUALITY > 0
  float furrows = texture2D(noise, vec2(vPoint.x + vPoint.z, vPoint.y * 0.2) * 0.7).b;
#else
  const float furrows = 0.5;
#endif
  vec3 solid = mix(vec3(0.1, 0.08, 0.062), rock, step(0.05, vTree.x));
  solid = mix(solid, mix(vec3(0.34, 0.31, 0.26), vec3(0.2, 0.12, 0.08), step(0.5, vTree.z)), step(0.12, vTree.x));
  solid = mix(solid, vec3(0.13, 0.082, 0.066), step(0.18, vTree.x));
  vec3 albedo = mix(solid * (0.6 + 0.8 * furrows), leaves, leaf);
  float lies = snowCover * smoothstep(0.1, 0.7, n.y + 0.35 * shade) * max(leaf, step(0.05, vTree.x));
  albedo = mix(albedo, vec3(0.8), lies);
  float facing = dot(n, lampDirection);
  // Leaves are thin: a lamp behind them shines through.
  float behind = max(0.0, -facing) * leaf * (1.0 - lies);
  float open = 0.2 + 0.8 * shade;
  float lit = max(0.0, facing) * 0.85 + leaf * 0.15;
  vec3 light = lampIrradiance * lit * open * aboveHorizon(0.0) + skyIrradiance(n) * open;
  vec3 through = lampIrradiance * behind * open * mix(vec3(0.1), vec3(0.5, 0.45, 0.16), broad);
#if QUALITY > 0
  // The rim of a crown before the lamp is bright: leaves are seen edge on there.
  vec3 view = normalize(vPoint - eyeInEnvironment);
  float edge = 1.0 - abs(dot(n, view));
  float against = max(0.0, dot(view, lampDirection));
  through += lampIrradiance * leaf * isTree * (0.06 + 0.5 * against * against) * edge * edge * open;
#endif
  gl_FragColor = vec4(dithered(throughAir(albedo * 0.31830989 * (light + through), vPoint), gl_FragCoord.xy), cover);
}
