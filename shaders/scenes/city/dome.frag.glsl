uniform sampler2D noise;
uniform float seconds;
varying vec3 vDirection;

void main() {
  vec3 direction = normalize(vDirection);
  float up = max(direction.y, 0.0);
  vec2 p = direction.xz / (up + 0.16) + vec2(seconds * 0.0016, 0.0);
  float cloud = texture2D(noise, p * 0.09).b * 0.6 + texture2D(noise, p * 0.31).b * 0.4;
  float lit = smoothstep(0.4, 0.72, cloud) * smoothstep(0.02, 0.25, up);
  vec3 sky = cityGlow(vec3(direction.x, up, direction.z)) * (0.6 + 60.0 * hazePerMetre * (1.0 - up));
  sky += vec3(0.02, 0.0135, 0.0105) * lit * (1.0 - 0.5 * up);
  gl_FragColor = vec4(sky * exposure, 1.0);
}
