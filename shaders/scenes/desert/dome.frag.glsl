uniform sampler2D noise;
uniform vec2 cloudShift;
uniform float cloudCover;
uniform vec3 cloudSun;
uniform vec3 cloudAmbient;
uniform vec3 sunDisc;
uniform float twinkle;
uniform int nightPasses;
varying vec3 vDirection;

// Thin, high cloud on a curved shell. Density in x, thickness towards the light in y.
float cloudAt(vec2 p) {
  float broad = texture2D(noise, p * 0.021).b;
  float middle = texture2D(noise, p * 0.083 + 0.31).b;
  float shape = broad * 0.62 + middle * 0.38;
#if QUALITY > 0
  shape += (texture2D(noise, p * 0.37 + 0.11).b - 0.5) * 0.2;
  shape += (texture2D(noise, p * 1.3 + 0.57).b - 0.5) * 0.07;
#else
  shape += (texture2D(noise, p * 0.41 + 0.11).b - 0.5) * 0.2;
#endif
  return shape;
}

vec3 withClouds(vec3 sky, vec3 direction, vec3 clear) {
  float up = max(direction.y, 0.0);
  if (cloudCover <= 0.0 || up < 0.012) return sky;
  // Distance to a shell 4 km up on an earth that is small enough to bend it down at the horizon.
  float reach = 4.0 / (up + 0.035);
  vec2 p = direction.xz * reach + cloudShift;
  // Streaks: the wind has drawn the field out along one axis.
  p = vec2(p.x * 0.86 + p.y * 0.5, (p.y * 0.86 - p.x * 0.5) * 1.75) * 0.45;
  float edge = mix(0.66, 0.3, cloudCover);
  float shape = cloudAt(p);
  float amount = smoothstep(edge, edge + 0.26, shape) * smoothstep(0.012, 0.11, up);
  if (amount <= 0.001) return sky;
  vec3 lamp = sunDirection.y > -0.1 ? sunDirection : moonDirection;
  vec2 towards = lamp.xz / max(0.18, abs(lamp.y) + 0.1);
  vec2 q = p + vec2(towards.x * 0.86 + towards.y * 0.5, (towards.y * 0.86 - towards.x * 0.5) * 1.75) * 0.16;
#if QUALITY > 0
  float shade = texture2D(noise, q * 0.083 + 0.31).b * 0.38 + texture2D(noise, q * 0.021).b * 0.62;
#else
  float shade = texture2D(noise, q * 0.083 + 0.31).b * 0.6 + 0.2;
#endif
  float thick = clamp((shape - edge) * 1.7, 0.0, 1.0);
  float lit = exp(-1.9 * thick) * mix(1.25, 0.65, smoothstep(edge, edge + 0.3, shade));
  float nearLamp = max(0.0, dot(direction, lamp));
  nearLamp *= nearLamp * nearLamp;
  float forward = 0.5 + 1.6 * nearLamp * nearLamp * nearLamp;
  vec3 cloud = cloudSun * lit * forward + cloudAmbient * (0.75 + 0.25 * lit);
  // Distance takes the far cloud back into the sky.
  cloud = mix(clear, cloud, exp(-0.035 * reach));
  return mix(sky, cloud, amount * (0.55 + 0.45 * thick));
}

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

vec3 nightObjects(vec3 direction, float pixel) {
  float up = smoothstep(0.0, 0.3, direction.y);
  vec3 band = normalize(vec3(0.55, 0.62, 0.56));
  float across = dot(direction, band);
  vec2 along = vec2(atan(direction.x - direction.z, direction.y) * 0.5, across);
  float dust = texture2D(noise, along * vec2(0.7, 1.1)).b;
  float fine = texture2D(noise, along * vec2(2.3, 3.1) + 0.4).b;
  float milky = exp(-across * across * 22.0) * smoothstep(0.25, 0.75, dust * 0.6 + fine * 0.4 + 0.08);
  milky *= 1.0 - 0.75 * exp(-across * across * 420.0) * smoothstep(0.35, 0.6, fine);
  vec3 sky = vec3(0.030, 0.031, 0.042) * milky * up;
  vec3 stars = starLayer(direction, 31.0, 0u, pixel) * 2.0 + starLayer(direction, 83.0, 1u, pixel) * (0.35 + 1.2 * milky);
  return sky + stars * 14.0 * up;
}

vec3 moonDisc(vec3 direction, float pixel) {
  const float radius = 0.0078;
  vec3 right = normalize(cross(vec3(0.0, 1.0, 0.0), moonDirection));
  vec3 above = cross(moonDirection, right);
  vec2 at = vec2(dot(direction, right), dot(direction, above)) / radius;
  float inside = smoothstep(1.0 + pixel / radius, 1.0 - pixel / radius, length(at)) * step(0.0, dot(direction, moonDirection));
  if (inside <= 0.0) return vec3(0.0);
  vec3 ball = vec3(at, sqrt(max(0.0, 1.0 - dot(at, at))));
  float lit = smoothstep(-0.05, 0.35, dot(ball, normalize(vec3(-0.62, 0.2, 0.75))));
  float seas = smoothstep(0.4, 0.65, texture2D(noise, at * 0.09 + 0.2).b);
  return vec3(0.94, 0.95, 1.0) * inside * (0.015 + lit * mix(0.55, 1.0, seas)) * 0.9;
}

void main() {
  vec3 direction = normalize(vDirection);
  float pixel = length(fwidth(vDirection));
  vec3 clear = clearSky(direction);
  vec3 sky = clear;
  // A loop that may run no time: software renderers run both arms of an if.
  for (int i = 0; i < nightPasses; i++) {
    sky += (nightObjects(direction, pixel) + moonDisc(direction, pixel)) * nightScale;
  }
  float fromSun = length(direction - sunDirection);
  float disc = smoothstep(0.00465 + pixel, 0.00465 - pixel, fromSun);
  float limb = sqrt(max(0.0, 1.0 - (fromSun / 0.0047) * (fromSun / 0.0047)));
  sky += sunDisc * disc * mix(0.5, 1.0, limb);
  gl_FragColor = vec4(withClouds(sky, direction, clear), 1.0);
}
