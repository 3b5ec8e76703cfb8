// Air between the eye and a point: what it takes away, and the sky's own light that it adds.
uniform vec3 hazePerMetre;
uniform vec3 eyeInEnvironment;

vec3 throughAir(vec3 radiance, vec3 point) {
  vec3 away = point - eyeInEnvironment;
  float range = length(away);
  vec3 direction = away / max(range, 1e-3);
  direction.y = max(direction.y, 0.004);
  vec3 passes = exp(-hazePerMetre * range);
  return radiance * passes + clearSky(normalize(direction)) * (1.0 - passes);
}
