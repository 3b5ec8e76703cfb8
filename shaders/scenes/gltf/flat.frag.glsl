uniform vec3 colour;
uniform float exposure;

void main() {
  gl_FragColor = vec4(colour * exposure, 1.0);
}
