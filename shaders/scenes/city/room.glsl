// A room behind the pane: the view ray is followed to its back wall, sides, floor and ceiling.
vec3 roomBehind(vec2 cellSize, vec2 at, vec3 ray, uint room) {
  vec3 size = vec3(cellSize, 3.0 + 2.0 * unitFromHash(room, 21u));
  vec3 into = vec3(ray.xy, max(1e-3, ray.z));
  vec2 toSide = vec2(
    ((into.x > 0.0 ? 1.0 : 0.0) - at.x) * size.x / (abs(into.x) < 1e-4 ? 1e-4 : into.x),
    ((into.y > 0.0 ? 1.0 : 0.0) - at.y) * size.y / (abs(into.y) < 1e-4 ? 1e-4 : into.y));
  float toBack = size.z / into.z;
  float reach = min(toBack, min(toSide.x, toSide.y));
  vec3 hit = vec3(at, 0.0) + into * reach / size;
  float shade = reach == toBack ? 0.8 : reach == toSide.x ? 0.6 : into.y > 0.0 ? 1.25 : 0.4;
  vec3 wallTint = mix(vec3(1.0, 0.93, 0.85), vec3(0.75, 0.85, 0.9), unitFromHash(room, 22u));
  // Furniture and pictures, as dark shapes against the back wall.
#if QUALITY > 0
  float things = reach == toBack ? texture2D(noise, hit.xy * 0.13 + vec2(unitFromHash(room, 23u), unitFromHash(room, 24u))).b : 0.5;
  shade *= mix(1.0, 0.35, smoothstep(0.5, 0.56, things) * step(hit.y, 0.62));
#endif
  float falloff = 0.55 + 0.75 * exp(-2.5 * length(vec2(hit.x - 0.5, hit.y - 0.95)));
  return wallTint * shade * falloff;
}

float curtain(uint room, vec2 at) {
  float kind = unitFromHash(room, 31u);
  if (kind < 0.45) return 0.0;
  float drawn = kind < 0.62 ? 1.0 : 0.36;
  float edge = abs(at.x - 0.5) * 2.0;
  return kind < 0.8 ? step(1.0 - drawn, edge) : step(at.y, 1.0) * step(0.45 + 0.3 * unitFromHash(room, 32u), at.y);
}

// The view ray in the space of a front: to the right, up, and into the house.
vec3 rayInto(vec3 view, vec3 n) {
  return vec3(view.x * n.z - view.z * n.x, view.y, -dot(view, n));
}

// Reflections in panes.
vec3 glassLight(vec3 view, vec3 n) {
  vec3 mirrored = reflect(view, n);
  float grazing = 1.0 - max(0.0, dot(-view, n));
  float square = grazing * grazing;
  float fresnel = 0.04 + 0.96 * square * square * grazing;
  vec3 opposite = oppositeLight(mirrored);
  return opposite * (0.18 + fresnel) + vec3(0.0015, 0.0025, 0.0045);
}
