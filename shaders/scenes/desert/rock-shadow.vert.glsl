// A rock's shadow: an ellipse on the sloping sand, drawn out away from the lamp.
attribute vec2 corner;
attribute vec4 foot;
attribute vec2 slope;
varying vec2 vCorner;
varying vec3 vPoint;

void main() {
  vec2 away = -normalize(lampDirection.xz + vec2(1e-5, 0.0));
  vec2 side = vec2(-away.y, away.x);
  float reach = min(7.0, 0.9 / max(0.05, abs(lampDirection.y)));
  vec2 flatAt = away * (corner.x * (1.15 + reach * 0.5) + reach * 0.42) * foot.w + side * corner.y * 1.15 * foot.w;
  vPoint = vec3(foot.x + flatAt.x, foot.y + dot(flatAt, slope) + 0.02 + 0.0004 * length(foot.xz), foot.z + flatAt.y);
  vCorner = corner;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(vPoint, 1.0);
}
