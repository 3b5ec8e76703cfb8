attribute vec4 horizon0;
attribute vec4 horizon1;
attribute vec4 horizon2;
attribute vec4 horizon3;
uniform vec4 lampHorizon[4];
uniform float reliefScale;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec2 vOpen;
varying float vHeight;

void main() {
  vPoint = vec3(position.x, position.y * reliefScale, position.z);
  vNormal = vec3(normal.x * reliefScale, normal.y, normal.z * reliefScale);
  vHeight = position.y;
  float towardsLamp = dot(horizon0, lampHorizon[0]) + dot(horizon1, lampHorizon[1]) +
    dot(horizon2, lampHorizon[2]) + dot(horizon3, lampHorizon[3]);
  float all = dot(horizon0 + horizon1 + horizon2 + horizon3, vec4(1.0 / 16.0));
  // A lower relief has lower horizons.
  vOpen = vec2(towardsLamp * HORIZON_RANGE * reliefScale, 1.0 - all * HORIZON_RANGE * reliefScale);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(vPoint, 1.0);
}
