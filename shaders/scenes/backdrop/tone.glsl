// What is brighter than a wall can show rolls off instead of clipping, as on film; its hue stays.
vec3 shoulder(vec3 radiance) {
  const float knee = 0.6;
  const float most = 1.5;
  float peak = max(radiance.r, max(radiance.g, radiance.b));
  float over = max(0.0, peak - knee);
  float rolled = min(peak, knee) + (most - knee) * (1.0 - exp(-over / (most - knee)));
  vec3 kept = radiance * rolled / max(peak, 1e-5);
  // Strong light pales.
  return mix(kept, vec3(rolled), 0.3 * smoothstep(knee, 4.0, peak));
}

// Half a step of an eight-bit wall either way (interleaved gradient noise: Jimenez 2014), so that no dark gradient shows bands.
float grain(vec2 pixel) {
  return fract(52.9829189 * fract(dot(pixel, vec2(0.06711056, 0.00583715)))) - 0.5;
}

vec3 dithered(vec3 radiance, vec2 pixel) {
#if QUALITY > 0
  float bright = dot(radiance, vec3(0.2126, 0.7152, 0.0722));
  float slope = max(0.08, 2.27 * pow(max(bright, 0.0), 0.58));
  return max(vec3(0.0), radiance + grain(pixel) * slope / 255.0);
#else
  return radiance;
#endif
}

// Light that fog has scattered many times over has lost most of its colour.
vec3 misted(vec3 air, float perMetre) {
  float grey = dot(air, vec3(0.2126, 0.7152, 0.0722));
  return mix(air, vec3(0.98, 1.0, 1.03) * grey, 0.62 * smoothstep(2e-4, 6e-3, perMetre));
}
