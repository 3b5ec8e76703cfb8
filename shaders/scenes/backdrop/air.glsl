// Air between the eye and a point, as in sky/haze.glsl; fog may be thick, so what it adds is no brighter
// than a white wall in this light would be: near the sun the sky's own aureole is not in the fog before it.
// It thins out upwards: feet of hills stand in it, and peaks above it.
uniform vec3 hazePerMetre;
uniform vec3 eyeInEnvironment;

const float hazeHeightM = 620.0;

// Mean density between two heights, 1 on the ground.
float meanDensity(float from, float to) {
#if QUALITY > 0
  float rise = (to - from) / hazeHeightM;
  float start = exp(-max(from, -100.0) / hazeHeightM);
  return start * (abs(rise) < 1e-3 ? 1.0 : (1.0 - exp(-rise)) / rise);
#else
  return exp(-0.4 * max(from + to, -100.0) / hazeHeightM);
#endif
}

vec3 throughAir(vec3 radiance, vec3 point) {
  vec3 away = point - eyeInEnvironment;
  float range = length(away);
  vec3 direction = away / max(range, 1e-3);
  direction.y = max(direction.y, 0.004);
  vec3 passes = exp(-hazePerMetre * range * meanDensity(eyeInEnvironment.y, point.y));
  vec3 white = 0.31830989 * (lampIrradiance + skyIrradiance(vec3(0.0, 1.0, 0.0)));
  vec3 air = clearSky(normalize(direction));
  const vec3 weights = vec3(0.2126, 0.7152, 0.0722);
  float most = min(1.0, 1.6 * dot(white, weights) / max(dot(air, weights), 1e-6));
  // Air that the bright part of the sky does not light has the colour of what does.
  air = mix(1.6 * white, air * most, most);
  return radiance * passes + shoulder(misted(air, hazePerMetre.g)) * (1.0 - passes);
}
