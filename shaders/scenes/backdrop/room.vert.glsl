attribute vec3 make;
varying vec3 vPoint;
varying vec3 vNormal;
// What it is made of, its tone, and how much it shines.
varying vec3 vMake;

void main() {
  vPoint = position;
  vNormal = normal;
  vMake = make;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
