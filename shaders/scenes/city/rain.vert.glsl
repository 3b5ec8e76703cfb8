// Each drop falls through a slab of air around the stage, again and again; where it is follows from the time.
attribute vec2 corner;
attribute vec4 drop;
uniform float seconds;
uniform float rain;
varying float vAcross;
varying float vFade;
varying vec3 vLight;

const float ceilingM = 16.0;

void main() {
  float speed = 8.0 + 2.0 * drop.w;
  float fallen = fract(drop.y + seconds * speed / ceilingM);
  vec3 head = vec3(drop.x, ceilingM * (1.0 - fallen), drop.z);
  vec3 tail = vec3(0.045, 0.42, 0.02) * (0.7 + 0.6 * drop.w);
  vec3 view = head - eyeInEnvironment;
  vec3 side = normalize(cross(view, tail));
  float range = length(view);
  float wide = 0.0026 + range * 0.00028;
  vFade = 0.0026 / wide * step(drop.w, rain) * smoothstep(0.0, 0.04, fallen);
  vAcross = corner.x;
  vec3 point = head + tail * corner.y + side * corner.x * wide * step(drop.w, rain);
  vec3 up = vec3(0.0, 1.0, 0.0);
  vLight = streetLight(head, up) * 0.5 + neonLight(head, up) + vec3(0.16, 0.14, 0.13);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(point, 1.0);
}
