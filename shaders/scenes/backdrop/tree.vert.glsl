// A tree of height 1, set on its foot.
attribute float leaf;
attribute float shade;
attribute vec4 twig;
attribute vec4 foot;
attribute vec2 make;
uniform float reliefScale;
uniform float seconds;
uniform float wind;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec3 vTree;
varying vec4 vTwig;

void main() {
  vec2 turn = vec2(cos(make.x), sin(make.x));
  vec3 at = position * foot.w;
  at = vec3(at.x * turn.x - at.z * turn.y, at.y, at.x * turn.y + at.z * turn.x);
  vec3 n = vec3(normal.x * turn.x - normal.z * turn.y, normal.y, normal.x * turn.y + normal.z * turn.x);
  // Stones and walls stand still.
  float still = step(0.05, leaf) * step(leaf, 0.24);
  float sway = (1.0 - still) * wind * position.y * position.y * foot.w * 0.02;
  float phase = make.x * 7.0 + foot.x * 0.11;
  at.x += sway * (0.6 + sin(seconds * 1.3 + phase) + leaf * 0.3 * sin(seconds * 5.1 + phase * 3.0 + position.x * 30.0));
  at.z += sway * 0.5 * sin(seconds * 1.1 + phase * 1.7);
  vPoint = vec3(foot.x, foot.y * reliefScale - 0.15, foot.z) + at;
  vNormal = n;
  vTree = vec3(leaf, shade, fract(make.x * 3.7));
  vTwig = twig;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(vPoint, 1.0);
}
