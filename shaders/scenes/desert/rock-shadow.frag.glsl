uniform float shadowDepth;
varying vec2 vCorner;
varying vec3 vPoint;

void main() {
  float passes = exp(-hazePerMetre.g * length(vPoint - eyeInEnvironment));
  float taper = mix(1.0, 0.72, vCorner.x * 0.5 + 0.5);
  float away = length(vec2(vCorner.x, vCorner.y / taper));
  float soft = smoothstep(1.0, mix(0.72, 0.25, vCorner.x * 0.5 + 0.5), away);
  gl_FragColor = vec4(0.0, 0.0, 0.0, soft * shadowDepth * passes);
}
