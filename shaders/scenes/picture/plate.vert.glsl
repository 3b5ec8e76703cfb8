// A quad ahead of the stage that faces it: size in metres, distance and height of its middle.
uniform vec2 plateSize;
uniform float distance_;
uniform float middle;
varying vec2 vAt;

void main() {
  vAt = vec2(position.x + 0.5, 0.5 - position.y);
  vec3 point = vec3(position.x * plateSize.x, middle + position.y * plateSize.y, -distance_);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(point, 1.0);
}
