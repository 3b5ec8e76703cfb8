// Lamp posts and other dark metal; glow is 1 where the lamp itself shines.
varying vec3 vPoint;
varying vec3 vNormal;
varying float vGlow;

void main() {
  vec3 n = normalize(vNormal);
  vec3 light = lightOn(vPoint, n);
  vec3 radiance = vec3(0.035, 0.038, 0.04) * 0.31830989 * light + lampColour * 7.0 * vGlow * lampsOn;
  gl_FragColor = vec4(throughAir(radiance, vPoint), 1.0);
}
