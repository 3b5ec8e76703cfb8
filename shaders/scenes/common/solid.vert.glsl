// A mesh that stands still in environment space.
varying vec3 vPoint;
varying vec3 vNormal;

void main() {
  vPoint = position;
  vNormal = normal;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
