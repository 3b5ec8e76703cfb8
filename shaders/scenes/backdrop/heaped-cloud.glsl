// Heaped cloud: a sheet of slices between a level base and tops as high as the cloud is wide.
uniform float lowCloud;
uniform vec2 lowCloudShift;

float heapAt(vec2 p) {
  float shape = texture2D(noise, p * 0.13).b * 0.5 + texture2D(noise, p * 0.37 + 0.21).b * 0.25;
  shape += texture2D(noise, p * 0.93 + 0.47).b * 0.15;
#if QUALITY > 0
  shape += texture2D(noise, p * 2.3 + 0.11).b * 0.07 + texture2D(noise, p * 5.1).b * 0.035;
#else
  shape += 0.04;
#endif
  return shape;
}

// The same without what is small, for what lies on the way to the lamp.
float heapBody(vec2 p) {
  return texture2D(noise, p * 0.13).b * 0.5 + texture2D(noise, p * 0.37 + 0.21).b * 0.27 + 0.115;
}

#if QUALITY > 1
const int slices = 12;
#elif QUALITY > 0
const int slices = 7;
#else
const int slices = 1;
#endif

// Radiance before what shows of the sky behind it, and in w how much of it is hidden.
vec4 heapedCloud(vec3 direction, float jitter) {
  float up = max(direction.y, 0.0);
  float edge = mix(0.62, 0.37, lowCloud);
  vec3 lamp = lampDirection;
  vec2 towards = lamp.xz / max(0.3, lamp.y + 0.1);
  float nearLamp = max(0.0, dot(direction, lamp));
  nearLamp *= nearLamp;
  nearLamp *= nearLamp;
  vec3 sum = vec3(0.0);
  float passes = 1.0;
  float far = 1.25 / (up + 0.05);
  for (int i = 0; i < slices; i++) {
    float level = slices > 1 ? (float(i) + 0.5 + jitter) / float(slices) : 0.35;
    float reach = (1.25 + 0.3 * level) / (up + 0.05);
    vec2 p = direction.xz * reach * 0.5 + lowCloudShift;
#if QUALITY > 0
    if (heapBody(p) + 0.13 < edge) continue;
#endif
    // A cloud is thickest in the middle: only there it reaches the upper slices.
    float depth = heapAt(p) - edge - 0.17 * level * level;
    float dense = smoothstep(0.0, slices > 1 ? 0.08 : 0.15, depth);
    float beyond = clamp((heapBody(p + towards * (0.1 + 0.05 * level)) - edge - 0.12 * level) * 4.0, 0.0, 1.0);
    float lit = exp(-1.9 * beyond) * mix(0.45, 1.0, level);
    float thin = exp(-9.0 * max(0.0, depth));
    vec3 cloud = cloudSun * 1.2 * lit * (1.0 + 2.4 * nearLamp * thin) + cloudAmbient * mix(0.55, 1.1, level + 0.4 * thin);
    float hides = dense * (slices > 1 ? 0.5 : mix(0.75, 1.0, clamp(depth * 3.2, 0.0, 1.0)));
    sum += passes * hides * cloud;
    passes *= 1.0 - hides;
  }
  float fades = smoothstep(0.0, 0.06, up) * exp(-0.03 * far);
  return vec4(sum, 1.0 - passes) * fades;
}
