uniform sampler2D noise;
uniform vec3 sandAlbedo;
varying vec3 vPoint;
varying vec3 vNormal;

void main() {
  vec3 n = normalize(vNormal);
  float wander = texture2D(noise, vPoint.xz * 0.00021).b * 46.0;
  float layer = (vPoint.y + wander) * 0.0061;
  float strata = texture2D(noise, vec2(layer, 0.13)).b * 0.65 + texture2D(noise, vec2(layer * 4.1, 0.71)).r * 0.35;
  float cliff = smoothstep(0.75, 0.35, n.y);
  vec2 around = vec2(vPoint.x - vPoint.z, vPoint.y * 0.35);
  float cracks = texture2D(noise, around * 0.0011).b - 0.5 + 0.6 * (texture2D(noise, around * vec2(0.0052, 0.0013)).b - 0.5);
  vec3 rock = mix(vec3(0.27, 0.115, 0.065), vec3(0.43, 0.24, 0.14), smoothstep(0.35, 0.65, strata));
  rock *= 1.0 + 1.1 * cracks * cliff;
  vec3 albedo = mix(mix(sandAlbedo * vec3(0.86, 0.76, 0.7), rock, 0.35), rock, cliff);
  float facing = max(0.0, dot(normalize(n + cliff * vec3(cracks, 0.0, -cracks)), lampDirection));
  vec3 light = lampIrradiance * facing * aboveHorizon(0.0) + skyIrradiance(n) * mix(1.0, 0.8, cliff);
  light += lampIrradiance * max(0.0, lampDirection.y) * sandAlbedo * (0.5 - 0.5 * n.y);
  gl_FragColor = vec4(throughAir(albedo * 0.31830989 * light, vPoint), 1.0);
}
