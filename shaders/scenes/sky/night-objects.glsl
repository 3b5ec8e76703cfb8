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

vec3 moonDisc(vec3 direction, vec3 moonDirection, float pixel) {
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
