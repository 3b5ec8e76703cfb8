// The night air: the town's own glow in the sky and in the haze between the houses.
uniform vec3 eyeInEnvironment;
uniform sampler2D fronts;
uniform float hazePerMetre;
uniform float exposure;
// How bright lamps and windows are, and signs.
const float lampsOn = 1.0;
const float neonOn = 1.0;

vec3 cityGlow(vec3 direction) {
  float up = clamp(direction.y, 0.0, 1.0);
  float low = 1.0 - up;
  low *= low;
  vec3 high = vec3(0.006, 0.0105, 0.0235);
  vec3 horizon = vec3(0.058, 0.036, 0.024);
  // Down the street the lamps of a mile add up.
  float along = direction.z * direction.z;
  return high + horizon * low * low * (0.45 + 0.55 * along * along) + vec3(0.011, 0.008, 0.0085) * low;
}

float airPasses(float range) {
  return exp(-hazePerMetre * range);
}

// How much light the air around a lamp sends to the eye.
float airGlow() {
  return 0.15 + 110.0 * hazePerMetre;
}

// How far what stands half a metre high throws its shadow, metres.
vec2 lampSlant() {
  return vec2(0.0);
}

// By night the sky has no lamp of its own.
vec3 skyLight(vec3 point, vec3 n) {
  return skyIrradiance(n);
}

// What panes mirror: the dark fronts across the street, or the sky above them.
vec3 oppositeLight(vec3 mirrored) {
  return mirrored.y < 0.75 ? vec3(0.05, 0.034, 0.022) : vec3(0.02, 0.025, 0.05);
}

// The towers that close the street, from afar.
vec3 towersLight() {
  return vec3(0.075, 0.07, 0.066);
}

// The lit foot of a front, as the road mirrors it.
vec3 frontLight(float heightM) {
  return vec3(0.055, 0.034, 0.02) * exp(-heightM * 0.1);
}

vec3 throughAir(vec3 radiance, vec3 point) {
  vec3 away = point - eyeInEnvironment;
  float range = length(away);
  vec3 direction = away / max(range, 1e-3);
  float passes = airPasses(range);
  vec3 glow = cityGlow(vec3(direction.x, max(direction.y, 0.0), direction.z)) * (0.6 + 60.0 * hazePerMetre);
  return (radiance * passes + glow * (1.0 - passes)) * exposure;
}
