uniform sampler2D noise;
uniform vec3 sandAlbedo;
varying vec3 vPoint;
varying vec3 vNormal;
varying float vBase;

void main() {
  vec3 n = normalize(vNormal);
  vec3 weight = n * n;
  vec4 grain = texture2D(noise, vPoint.zy * 0.23) * weight.x + texture2D(noise, vPoint.xz * 0.23) * weight.y +
    texture2D(noise, vPoint.xy * 0.23) * weight.z;
  vec4 pits = texture2D(noise, (vPoint.xy + vPoint.zx) * 0.9);
  n = normalize(n + vec3(grain.r - 0.5, pits.g - 0.5, grain.g - 0.5) * 0.7);
  vec3 albedo = mix(vec3(0.2, 0.125, 0.085), vec3(0.36, 0.235, 0.16), grain.b) * (0.75 + 0.5 * pits.b);
  // Blown sand lies on what is flat and low.
  albedo = mix(albedo, sandAlbedo, smoothstep(0.55, 0.9, n.y) * smoothstep(0.75, 0.1, vBase) * 0.7);
  float contact = mix(0.45, 1.0, smoothstep(-0.05, 0.55, vBase));
  vec3 light = lampIrradiance * max(0.0, dot(n, lampDirection)) * aboveHorizon(0.0) + skyIrradiance(n) * contact;
  light += lampIrradiance * max(0.0, lampDirection.y) * sandAlbedo * (0.55 - 0.45 * n.y) * contact;
  gl_FragColor = vec4(throughAir(albedo * 0.31830989 * light, vPoint), 1.0);
}
