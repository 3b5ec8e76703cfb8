varying vec2 vAcross;
varying float vFade;
varying vec3 vLight;

void main() {
  float soft = max(0.0, 1.0 - dot(vAcross, vAcross));
  float cover = max(0.0, vFade) * soft;
  gl_FragColor = vec4(vLight * cover, cover);
}
