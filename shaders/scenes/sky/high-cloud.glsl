uniform vec2 cloudShift;
uniform float cloudCover;
uniform vec3 cloudSun;
uniform vec3 cloudAmbient;

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
