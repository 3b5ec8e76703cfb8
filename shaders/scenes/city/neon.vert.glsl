attribute vec2 corner;
attribute vec4 look;
attribute vec3 tint;
varying vec2 vCorner;
varying vec3 vPoint;
flat varying vec4 vSign;
flat varying vec3 vTint;

void main() {
  vCorner = corner;
  vPoint = position;
  vSign = look;
  vTint = tint;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
