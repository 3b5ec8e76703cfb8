attribute float base;
varying vec3 vPoint;
varying vec3 vNormal;
varying float vBase;

void main() {
  vPoint = position;
  vNormal = normal;
  vBase = base;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
