uniform float brightness;
uniform float sweepRad;
uniform float sweepOn;
varying vec3 vDirection;

void main() {
  vec3 direction = normalize(vDirection);
  float elevation = asin(clamp(direction.y, -1.0, 1.0)) * 57.2957795;
  float heading = atan(-direction.x, -direction.z) * 57.2957795;
  float we = max(1e-4, footprintOf(elevation));
  // The footprint from the direction, not from the angle that jumps behind the stage.
  float flatLength = max(1e-3, length(direction.xz));
  float wh = length(vec2(length(dFdx(direction)), length(dFdy(direction)))) * 57.2957795 / flatLength;
  vec3 colour = mix(vec3(0.03, 0.032, 0.036), vec3(0.012, 0.014, 0.02), smoothstep(0.0, 40.0, abs(elevation)));

  float parallels = lineTrain(elevation / 10.0, 0.008, we / 10.0) * step(2.0, elevation) * step(elevation, 85.0);
  float meridians = lineTrain(heading / 15.0, 0.006, wh / 15.0) * smoothstep(84.0, 80.0, elevation) * step(0.0, elevation);
  colour += vec3(0.16, 0.19, 0.23) * max(parallels, meridians);

  // Ticks on the horizon: each degree, each five, each fifteen.
  float tick = 0.0;
  tick = max(tick, lineTrain(heading, 0.06, wh) * step(elevation, 0.45));
  tick = max(tick, lineTrain(heading / 5.0, 0.016, wh / 5.0) * step(elevation, 0.9));
  tick = max(tick, lineTrain(heading / 15.0, 0.008, wh / 15.0) * step(elevation, 1.8));
  colour = mix(colour, vec3(1.0, 0.56, 0.1), tick * step(0.0, elevation));
  colour = mix(colour, vec3(0.85, 0.92, 1.0), singleLine(elevation, 0.06, we));

  // A mark that goes round once a minute: outputs that disagree show it at a seam.
  vec2 towards = vec2(-sin(sweepRad), -cos(sweepRad));
  float beside = direction.x * towards.y - direction.z * towards.x;
  float ahead = step(0.0, dot(direction.xz, towards));
  float mark = singleLine(beside * 57.2957795, 0.25, wh * flatLength) * ahead * step(0.0, elevation) * smoothstep(3.2, 3.0, elevation);
  colour = mix(colour, vec3(0.2, 1.0, 0.35), mark * sweepOn);
  gl_FragColor = vec4(colour * brightness, 1.0);
}
