// The night air: the town's own glow in the sky and in the haze between the houses.
uniform vec3 eyeInEnvironment;
uniform float hazePerMetre;
uniform float exposure;

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

vec3 throughAir(vec3 radiance, vec3 point) {
  vec3 away = point - eyeInEnvironment;
  float range = length(away);
  vec3 direction = away / max(range, 1e-3);
  float passes = exp(-hazePerMetre * range);
  vec3 glow = cityGlow(vec3(direction.x, max(direction.y, 0.0), direction.z)) * (0.6 + 60.0 * hazePerMetre);
  return (radiance * passes + glow * (1.0 - passes)) * exposure;
}
