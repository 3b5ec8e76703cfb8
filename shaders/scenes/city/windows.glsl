// What a house front glows at night. Masks are exact box filters over the pixel's footprint, and what
// is too fine to be resolved becomes its mean, so that no window crawls.
uniform float windowsLit;
uniform float seconds;

// Mean over [x − w/2, x + w/2] of a train of pulses that cover [lo, hi] of each unit.
float pulse(float x, float lo, float hi, float w) {
  w = max(w, 1e-4);
  float a = x - 0.5 * w;
  float b = x + 0.5 * w;
  float fa = floor(a) * (hi - lo) + clamp(fract(a) - lo, 0.0, hi - lo);
  float fb = floor(b) * (hi - lo) + clamp(fract(b) - lo, 0.0, hi - lo);
  return clamp((fb - fa) / w, 0.0, 1.0);
}

// Light of one room: most stay as they are all night, some are switched within minutes.
vec3 roomLight(Front f, ivec2 cell) {
  uint room = hash32(cellOf(cell), f.key);
  float restless = unitFromHash(room, 2u);
  float period = 25.0 + 120.0 * unitFromHash(room, 3u);
  float turn = restless < 0.3 ? floor(seconds / period + unitFromHash(room, 4u)) : 0.0;
  uint now = hash32(room, uint(turn) + 77u);
  float chance = windowsLit * f.lit;
  if (f.office > 0.5) {
    // Offices are lit by the half storey.
    uint floorKey = hash32(uint(cell.y) * 31u + uint(cell.x / 5 + 64), f.key + 5u);
    chance *= unitFromHash(floorKey, 1u) < 0.55 ? 1.55 : 0.3;
  }
  if (unitFromHash(now, 1u) > chance) return vec3(0.0);
  float warmth = unitFromHash(room, 5u);
  vec3 tint = f.office > 0.5 ? vec3(0.8, 0.92, 1.0) : mix(vec3(1.0, 0.43, 0.13), vec3(1.0, 0.66, 0.34), warmth);
  if (f.office < 0.5 && unitFromHash(now, 6u) < 0.1) tint = vec3(0.28, 0.45, 1.0) * (0.8 + 0.2 * sin(seconds * (2.0 + 3.0 * warmth)));
  float strength = unitFromHash(room, 7u);
  return tint * (0.1 + 0.75 * strength * strength) * lampsOn;
}

vec3 meanRoomLight(Front f) {
  vec3 tint = f.office > 0.5 ? vec3(0.8, 0.92, 1.0) : vec3(1.0, 0.62, 0.32);
  return tint * 0.34 * min(1.0, windowsLit * f.lit) * lampsOn;
}

// Shop windows and the lit band above them; x is metres along the front.
vec3 shopColour(Front f, int bay) {
  uint shop = hash32(uint(bay + 512), f.key + 9u);
  float kind = unitFromHash(shop, 1u);
  vec3 colour = kind < 0.5 ? vec3(1.0, 0.6, 0.28) : kind < 0.75 ? vec3(0.85, 0.95, 1.0) : kind < 0.87 ? vec3(1.0, 0.35, 0.3) : vec3(0.4, 0.9, 0.8);
  return unitFromHash(shop, 2u) < 0.3 ? vec3(0.0) : colour * (0.5 + 0.9 * unitFromHash(shop, 3u)) * lampsOn;
}

// Emitted radiance averaged over a footprint of wide × high metres around (u, v) on the front.
vec3 frontGlow(Front f, float u, float v, float wide, float high) {
  float base = shopHeight * f.shop;
  vec3 glow = vec3(0.0);
  if (f.shop > 0.5 && v < base + high) {
    float shopBay = f.bay * 2.0;
    // Blurred over the neighbour where the footprint reaches it.
    float at = u / shopBay;
    int bay = int(floor(at));
    int beside = fract(at) < 0.5 ? bay - 1 : bay + 1;
    float edge = min(fract(at), 1.0 - fract(at));
    vec3 shop = mix(shopColour(f, bay), shopColour(f, beside), clamp(0.5 - edge * shopBay / max(wide, 0.01), 0.0, 0.5));
    float pane = pulse(u / shopBay, 0.06, 0.94, wide / shopBay) *
      smoothstep(0.5 - high, 0.5 + high, v) * (1.0 - smoothstep(3.2 - high, 3.2 + high, v));
    glow += shop * pane;
  }
  float column = u / f.bay;
  float row = (v - base) / f.storey;
  float spread = max(wide / f.bay, high / f.storey);
  float masks = pulse(column, f.pane.x, f.pane.y, wide / f.bay) * pulse(row, f.pane.z, f.pane.w, high / f.storey);
  vec3 room = spread > 1.0 ? meanRoomLight(f) : roomLight(f, ivec2(floor(vec2(column, row))));
  room = mix(room, meanRoomLight(f), smoothstep(0.45, 1.0, spread));
  return glow + room * masks * smoothstep(base - high, base + high, v);
}

// Letters of an invented script on a shop's sign: up to five strokes in a cell. Coverage 0..1.
float lettering(vec2 at, uint key, float footprint) {
  vec2 cell = floor(at);
  vec2 q = fract(at);
  uint glyph = hash32(uint(int(cell.x) + 4096), key);
  if ((glyph & 7u) == 0u) return 0.0;
  float soft = footprint;
  float ink = 0.0;
  vec2 inside = smoothstep(vec2(0.1), vec2(0.1 + soft), q) * smoothstep(vec2(0.9 + soft), vec2(0.9), q + 0.1);
  for (uint i = 0u; i < 5u; i++) {
    if (((glyph >> (4u + i)) & 1u) == 0u) continue;
    float line = i < 2u ? abs(q.x - (i == 0u ? 0.2 : 0.7)) : abs(q.y - (i == 2u ? 0.14 : i == 3u ? 0.48 : 0.82));
    ink = max(ink, smoothstep(0.075 + soft, 0.075 - soft, line));
  }
  return mix(ink * inside.x * inside.y, 0.3, smoothstep(0.25, 0.6, footprint));
}
