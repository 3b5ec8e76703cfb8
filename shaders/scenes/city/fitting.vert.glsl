attribute float glow;
varying vec3 vPoint;
varying vec3 vNormal;
varying float vGlow;

void main() {
  vPoint = position;
  vNormal = normal;
  vGlow = glow;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
