// Rain or snow in a slab of air around the stage; where each is follows from the time.
attribute vec2 corner;
attribute vec4 drop;
uniform float seconds;
uniform float amount;
uniform float isSnow;
uniform float wind;
varying vec2 vAcross;
varying float vFade;
varying vec3 vLight;

const float ceilingM = 16.0;

void main() {
  float falls = step(drop.w, amount);
  float speed = mix(8.0 + 2.0 * drop.w, 0.9 + 0.7 * drop.w, isSnow);
  float fallen = fract(drop.y + seconds * speed / ceilingM);
  vec3 head = vec3(drop.x, ceilingM * (1.0 - fallen), drop.z);
  float drift = seconds * 0.7 + drop.x * 3.0;
  head.xz += isSnow * vec2(0.5 * sin(drift) + wind * 9.0 * (fallen - 0.5), 0.4 * cos(drift * 0.8 + drop.z));
  vec3 tail = mix(vec3(0.06 + 0.5 * wind, 0.44, 0.02) * (0.7 + 0.6 * drop.w), vec3(0.0, 0.022 + 0.014 * drop.w, 0.0), isSnow);
  vec3 view = head - eyeInEnvironment;
  vec3 side = normalize(cross(view, tail));
  float range = length(view);
  float size = mix(0.0026, 0.011 + 0.007 * drop.w, isSnow);
  float wide = size + range * 0.00028;
  vFade = size / wide * falls * smoothstep(0.0, 0.04, fallen) * mix(0.35, 0.9, isSnow);
  vAcross = vec2(corner.x, mix(0.0, corner.y * 2.0 - 1.0, isSnow));
  vec3 point = head + tail * corner.y + side * corner.x * wide * falls;
  vLight = skyIrradiance(vec3(0.0, 1.0, 0.0)) * 0.26 + lampIrradiance * 0.1;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(point, 1.0);
}
