// Bent glass tubes, as distances to lines. corner: −1..1 across the drawing; sign: kind, width ÷ height,
// key, metres per unit.
uniform float seconds;
varying vec2 vCorner;
varying vec3 vPoint;
flat varying vec4 vSign;
flat varying vec3 vTint;

float segment(vec2 p, vec2 a, vec2 b) {
  vec2 ab = b - a;
  return length(p - a - ab * clamp(dot(p - a, ab) / dot(ab, ab), 0.0, 1.0));
}

float box(vec2 p, vec2 half_) {
  vec2 d = abs(p) - half_;
  return abs(length(max(d, 0.0)) + min(max(d.x, d.y), 0.0));
}

// A column of invented characters: strokes on a small lattice.
float characters(vec2 p, uint key) {
  float line = 1e3;
  float row = clamp(floor((p.y + 0.84) / 0.42), 0.0, 3.0);
  vec2 q = vec2(p.x, p.y + 0.84 - (row + 0.5) * 0.42) / vec2(0.26, 0.15);
  uint glyph = hash32(uint(row), key);
  for (uint i = 0u; i < 4u; i++) {
    uint bits = hash32(glyph, i);
    vec2 a = vec2(float(bits & 3u), float((bits >> 2u) & 1u) * 2.0 + float((bits >> 3u) & 1u)) / vec2(1.5, 1.5) - 1.0;
    bool level = ((bits >> 4u) & 1u) == 0u;
    vec2 b = level ? vec2(-a.x + 0.35, a.y) : vec2(a.x * 0.4, -a.y);
    line = min(line, segment(q * vec2(0.26, 0.15), a * vec2(0.26, 0.15), b * vec2(0.26, 0.15)));
  }
  return line;
}

float drawing(vec2 p, int kind, uint key) {
  if (kind == 0) return min(abs(length(p) - 0.66), min(abs(length(p) - 0.48), segment(p, vec2(-0.3, 0.0), vec2(0.3, 0.0))));
  if (kind == 1) {
    float head = min(segment(p, vec2(0.65, 0.0), vec2(0.2, 0.45)), segment(p, vec2(0.65, 0.0), vec2(0.2, -0.45)));
    return min(head, min(segment(p, vec2(-0.65, 0.14), vec2(0.3, 0.14)), segment(p, vec2(-0.65, -0.14), vec2(0.3, -0.14))));
  }
  if (kind == 2) return min(characters(p, key), box(p, vec2(0.3, 0.92)));
  if (kind == 3) return abs(abs(abs(fract(p.x * 1.5) - 0.5) * 0.8 - 0.2 - p.y * 0.8) - 0.11) * 0.75 + max(0.0, abs(p.x) - 0.7);
  if (kind == 4) {
    vec2 q = abs(p);
    float star = abs(max(q.x * 0.5 + q.y, q.y * 0.5 + q.x) - 0.56) * 0.85;
    return min(star, abs(length(p) - 0.78));
  }
  float bowl = min(segment(p, vec2(-0.5, 0.55), vec2(0.0, -0.05)), segment(p, vec2(0.5, 0.55), vec2(0.0, -0.05)));
  bowl = min(bowl, segment(p, vec2(-0.5, 0.55), vec2(0.5, 0.55)));
  bowl = min(bowl, segment(p, vec2(0.0, -0.05), vec2(0.0, -0.6)));
  return min(bowl, min(segment(p, vec2(-0.3, -0.6), vec2(0.3, -0.6)), abs(length(p - vec2(0.16, 0.36)) - 0.08)));
}

void main() {
  vec2 p = vCorner * vec2(min(1.0, vSign.y), min(1.0, 1.0 / vSign.y)) * 1.25;
  if (int(vSign.x) == 2) p = vCorner * vec2(0.42, 1.1);
  uint key = uint(vSign.z);
  float away = drawing(p, int(vSign.x), key);
  float pixel = fwidth(vCorner.y) * 1.25;
  float tube = 0.022;
  // A tube thinner than a pixel keeps its light.
  float radius = max(tube, pixel);
  float core = smoothstep(radius, radius * 0.35, away) * tube / radius;
  float glow = 0.011 / (away * away * 5.0 + 0.035) * smoothstep(1.0, 0.55, max(abs(vCorner.x), abs(vCorner.y)));
  float sputter = unitFromHash(key, 3u) < 0.2 ? 0.35 + 0.65 * step(0.25, unitFromHash(hash32(key, uint(floor(seconds * 9.0))), 4u)) : 1.0;
  vec3 tubeColour = mix(vTint, vec3(1.0), 0.32) * 2.6;
  float passes = airPasses(length(vPoint - eyeInEnvironment));
  gl_FragColor = vec4((tubeColour * core + vTint * glow * 0.5) * sputter * passes * exposure * neonOn, 0.0);
}
