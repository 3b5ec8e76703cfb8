varying float vAcross;
varying float vFade;
varying vec3 vLight;

void main() {
  float soft = max(0.0, 1.0 - vAcross * vAcross);
  gl_FragColor = vec4(vLight * max(0.0, vFade) * soft * 0.75 * exposure, 0.0);
}
