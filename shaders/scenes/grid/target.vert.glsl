attribute vec3 chart;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec3 vChart;

void main() {
  vPoint = position;
  vNormal = normal;
  vChart = chart;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
