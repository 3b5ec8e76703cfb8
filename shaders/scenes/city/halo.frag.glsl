varying vec3 vPoint;
flat varying vec4 vCentre;
flat varying vec3 vTint;

void main() {
  vec3 view = normalize(vPoint - eyeInEnvironment);
  vec3 to = vCentre.xyz - eyeInEnvironment;
  float along = dot(to, view);
  float nearest = length(to - view * along) / vCentre.w;
  float rim = max(0.0, 1.0 - nearest);
  // Light scattered along a ray that passes a lamp falls off with its distance, not its square.
  float glow = rim * rim * 0.16 / (nearest + 0.06);
  float passes = airPasses(along);
  gl_FragColor = vec4(vTint * glow * passes * exposure * airGlow() * lampsOn, 0.0);
}
