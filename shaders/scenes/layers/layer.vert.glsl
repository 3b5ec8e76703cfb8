// A vertex is a place in the layer's picture (u to the right, v down) and its depth map's value; points are
// metres from the picture's eye point.
uniform mat3 placed;
uniform float eyeHeight;
// 1/m at black, and what white adds.
uniform vec2 inverseDepth;
attribute vec2 colourAt;
varying vec3 vPoint;
varying vec2 vColourAt;

void main() {
#ifdef AROUND
  float azimuth = (position.x - 0.5) * 6.28318531;
  float polar = position.y * 3.14159265;
  vec3 ray = placed * vec3(sin(polar) * sin(azimuth), cos(polar), -sin(polar) * cos(azimuth));
#else
  vec3 ray = placed * vec3(position.x - 0.5, 0.5 - position.y, 1.0);
#endif
#ifdef RELIEF
  ray /= max(1e-6, -ray.z);
#endif
#ifdef FLAT
  vPoint = ray;
#else
  vPoint = ray / (inverseDepth.x + position.z * inverseDepth.y);
#endif
  vColourAt = colourAt;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(vPoint + vec3(0.0, eyeHeight, 0.0), 1.0);
}
