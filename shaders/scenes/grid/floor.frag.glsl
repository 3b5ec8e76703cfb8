uniform float brightness;
uniform vec3 eyeInEnvironment;
varying vec3 vPoint;
varying vec3 vNormal;

void main() {
  vec2 p = vPoint.xz;
  float range = length(vPoint - eyeInEnvironment);
  vec2 w = vec2(footprintOf(p.x), footprintOf(p.y));
  float metre = max(lineTrain(p.x, 0.012, w.x), lineTrain(p.y, 0.012, w.y));
  float ten = max(lineTrain(p.x / 10.0, 0.004, w.x / 10.0), lineTrain(p.y / 10.0, 0.004, w.y / 10.0));
  float hundred = max(lineTrain(p.x / 100.0, 0.0008, w.x / 100.0), lineTrain(p.y / 100.0, 0.0008, w.y / 100.0));
  vec3 colour = vec3(0.028, 0.03, 0.034);
  colour += vec3(0.34, 0.39, 0.44) * metre + vec3(0.55, 0.6, 0.66) * max(ten, hundred);

  // Distance rings and headings, in amber.
  float r = length(p);
  float wr = footprintOf(r);
  float ring = 0.0;
  ring = max(ring, singleLine(r - 5.0, 0.035, wr));
  ring = max(ring, singleLine(r - 10.0, 0.05, wr));
  ring = max(ring, singleLine(r - 20.0, 0.07, wr));
  ring = max(ring, singleLine(r - 50.0, 0.12, wr));
  ring = max(ring, singleLine(r - 100.0, 0.22, wr));
  ring = max(ring, singleLine(r - 200.0, 0.4, wr));
  float turn = atan(-p.x, -p.y) / 0.261799388;
  // The footprint from the direction, not from the angle, which jumps behind the stage.
  vec2 d = p / max(r, 1e-3);
  float wt = length(vec2(length(dFdx(d)), length(dFdy(d)))) / 0.261799388;
  float spoke = lineTrain(turn, min(0.4, 0.05 / max(r, 0.1) / 0.2618), wt) * smoothstep(4.9, 5.1, r) * smoothstep(300.0, 150.0, r);
  colour = mix(colour, vec3(1.0, 0.56, 0.1), max(ring, spoke * 0.6));

  // Axes: X red, Z blue, with their positive halves brighter.
  float alongX = singleLine(p.y, 0.08, w.y);
  float alongZ = singleLine(p.x, 0.08, w.x);
  colour = mix(colour, vec3(1.0, 0.07, 0.06) * (p.x > 0.0 ? 1.0 : 0.45), alongX);
  colour = mix(colour, vec3(0.12, 0.3, 1.0) * (p.y > 0.0 ? 1.0 : 0.45), alongZ);
  colour = mix(colour, vec3(1.0), singleLine(r, 0.16, wr));

  // The floor goes over into the sky below the horizon line.
  colour = mix(colour, vec3(0.03, 0.032, 0.036), 1.0 - exp(-range / 700.0));
  gl_FragColor = vec4(colour * brightness, 1.0);
}
