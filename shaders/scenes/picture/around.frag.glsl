// What is beside a plate: its own mean colour, darker, so that the wall has no hole.
uniform vec3 mean;
uniform float gain;

void main() {
  gl_FragColor = vec4(mean * gain * 0.5, 1.0);
}
