attribute vec4 horizon0;
attribute vec4 horizon1;
attribute vec4 horizon2;
attribute vec4 horizon3;
uniform vec4 lampHorizon[4];
varying vec3 vPoint;
varying vec3 vNormal;
// Sine of the horizon towards the lamp; share of the sky that the land leaves open.
varying vec2 vOpen;

void main() {
  vPoint = position;
  vNormal = normal;
  float towardsLamp = dot(horizon0, lampHorizon[0]) + dot(horizon1, lampHorizon[1]) +
    dot(horizon2, lampHorizon[2]) + dot(horizon3, lampHorizon[3]);
  float all = dot(horizon0 + horizon1 + horizon2 + horizon3, vec4(1.0 / 16.0));
  vOpen = vec2(towardsLamp * HORIZON_RANGE, 1.0 - all * HORIZON_RANGE);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
