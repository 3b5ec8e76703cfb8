// The air of a town at any hour, in place of city/air.glsl: sky, sun and weather from sky/*.glsl and air.glsl; lamps
// and windows matter as far as it is dark.
uniform sampler2D fronts;
uniform float lampsOn;
uniform float neonOn;
const float exposure = 1.0;

vec3 cityGlow(vec3 direction) {
  return clearSky(normalize(vec3(direction.x, max(direction.y, 0.02), direction.z)));
}

float airPasses(float range) {
  return exp(-hazePerMetre.g * range);
}

float airGlow() {
  return 0.1 + min(2.0, 60.0 * hazePerMetre.g);
}

// Height of the front that a ray towards `direction` meets across the street, over where it meets it:
// above 0 it is hidden.
float hiddenBy(vec3 point, vec3 direction) {
  float side = direction.x < 0.0 ? -1.0 : 1.0;
  float reach = (side * FACADE_X - point.x) / (abs(direction.x) < 1e-3 ? side * 1e-3 : direction.x);
  vec3 hit = point + direction * max(0.0, reach);
  float height = texture2D(fronts, vec2((hit.z + STREET_HALF) / (2.0 * STREET_HALF), side < 0.0 ? 0.25 : 0.75)).y;
  float beyond = step(abs(hit.z), STREET_HALF) * step(0.3, reach);
  return mix(-100.0, height - hit.y, beyond);
}

// How far what stands half a metre high throws its shadow, metres.
vec2 lampSlant() {
  return lampDirection.xz / max(0.3, lampDirection.y) * 0.55;
}

vec3 skyLight(vec3 point, vec3 n) {
  float facing = max(0.0, dot(n, lampDirection));
  vec3 start = point + n * 0.4;
  float open = smoothstep(0.6, -0.6, hiddenBy(start, lampDirection));
  // A street sees the sky between its roofs, the more the higher one stands; the rest sees sunlit walls.
  float seen = IN_STREET > 0 && abs(point.x) < FACADE_X + 0.7 ? mix(0.42, 1.0, smoothstep(0.0, 36.0, point.y)) : 0.85;
  vec3 back = 0.16 * 0.31830989 * lampIrradiance * (1.0 - seen);
  return lampIrradiance * facing * aboveHorizon(0.0) * open + skyIrradiance(n) * seen + back;
}

vec3 wallsLight() {
  return 0.14 * 0.31830989 * (0.45 * lampIrradiance * max(0.15, 1.0 - lampDirection.y) + 0.6 * skyIrradiance(vec3(0.0, 1.0, 0.0)));
}

vec3 oppositeLight(vec3 mirrored) {
  return mix(wallsLight(), cityGlow(mirrored), smoothstep(0.35, 0.7, mirrored.y));
}

vec3 towersLight() {
  return wallsLight();
}

vec3 frontLight(float heightM) {
  return wallsLight() + vec3(0.055, 0.034, 0.02) * exp(-heightM * 0.1) * lampsOn;
}
