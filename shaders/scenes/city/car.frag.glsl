varying vec3 vPoint;
varying vec3 vNormal;
varying float vPart;
flat varying float vTint;

void main() {
  vec3 n = normalize(vNormal);
  vec3 view = normalize(vPoint - eyeInEnvironment);
  vec3 light = lightOn(vPoint, n);
  vec3 paint = vTint < 0.45 ? vec3(0.02, 0.021, 0.024) : vTint < 0.7 ? vec3(0.16, 0.165, 0.17) : vTint < 0.85 ? vec3(0.35, 0.2, 0.02) : vec3(0.16, 0.012, 0.015);
  vec3 radiance = paint * 0.31830989 * light;
  vec3 r = reflect(view, n);
  float fresnel = 0.04 + 0.96 * pow(1.0 - max(0.0, dot(-view, n)), 5.0);
  // Clear coat: lamps and fronts go by as soft streaks.
  float streak = pow(max(0.0, 1.0 - abs(r.y - 0.42) * 2.4), 6.0);
  vec3 coat = cityGlow(vec3(r.x, abs(r.y), r.z)) * 2.0 + lampColour * 0.55 * streak * lampsOn;
  if (vPart < 0.5) radiance += coat * (fresnel + 0.03);
  else if (vPart < 1.5) radiance = coat * (fresnel + 0.02);
  else if (vPart < 2.5) radiance = vec3(1.0, 0.9, 0.74) * 13.0 * (0.12 + 0.88 * max(0.0, dot(n, -view))) * max(0.15, lampsOn);
  else if (vPart < 3.5) radiance = vec3(1.0, 0.035, 0.012) * 2.6;
  else radiance = vec3(0.008) * light * 0.3;
  gl_FragColor = vec4(throughAir(radiance, vPoint), 1.0);
}
