uniform float twinkle;

// One layer of stars: at most one per cell of a cube map, drawn no smaller than the pixel, so that it
// keeps its energy and does not flicker.
vec3 starLayer(vec3 direction, float cells, uint layer, float pixel) {
  vec3 a = abs(direction);
  uint face = a.x > a.y && a.x > a.z ? 0u : a.y > a.z ? 1u : 2u;
  vec3 d = face == 0u ? direction.yzx : face == 1u ? direction.zxy : direction;
  uint cube = face * 2u + (d.z < 0.0 ? 1u : 0u);
  vec2 at = (d.xy / abs(d.z)) * cells;
  ivec2 cell = ivec2(floor(at));
  uint key = hash32(cellOf(cell), SEED + layer * 8u + cube);
  float size = unitFromHash(key, 3u);
  if (size > 0.5) return vec3(0.0);
  vec2 centre = 0.2 + 0.6 * vec2(unitFromHash(key, 1u), unitFromHash(key, 2u));
  float away = length(at - vec2(cell) - centre) / cells;
  float radius = max(0.00045, pixel * 0.8);
  float power = 0.9 * pow(0.1 + size * 1.8, 7.0) * (0.00045 * 0.00045) / (radius * radius);
  float flicker = 1.0 + 0.22 * sin(twinkle * (1.0 + floor(unitFromHash(key, 5u) * 4.0)) + 6.2831853 * unitFromHash(key, 4u));
  vec3 tint = mix(vec3(1.0, 0.82, 0.62), vec3(0.72, 0.84, 1.0), unitFromHash(key, 6u));
  return tint * power * flicker * smoothstep(radius, radius * 0.25, away);
}
