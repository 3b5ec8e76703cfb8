// Wall pixel -> point in wall space (metres), in closed form: DESIGN "Walls".
uniform int surfaceKind;    // 0 flat, 1 smooth arc, 2 facets
uniform vec2 wallPixels;
uniform vec2 wallSize;      // flat: width, height; arc: radius, height
uniform float sweepRad;
uniform float facets;

vec3 onCircle(float phi, float y) {
  return vec3(wallSize.x * sin(phi), y, -wallSize.x * cos(phi));
}

vec3 wallPoint(vec2 pixel) {
  vec2 f = pixel / wallPixels;
  float y = (1.0 - f.y) * wallSize.y;
  if (surfaceKind == 0) return vec3((f.x - 0.5) * wallSize.x, y, 0.0);
  if (surfaceKind == 1) return onCircle((f.x - 0.5) * sweepRad, y);
  float column = f.x * facets;
  float facet = clamp(floor(column), 0.0, facets - 1.0);
  vec3 left = onCircle((facet / facets - 0.5) * sweepRad, y);
  vec3 right = onCircle(((facet + 1.0) / facets - 0.5) * sweepRad, y);
  return mix(left, right, column - facet);
}
