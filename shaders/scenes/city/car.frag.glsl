varying vec3 vPoint;
varying vec3 vNormal;
varying float vPart;
flat varying float vTint;

void main() {
  vec3 n = normalize(vNormal);
  vec3 view = normalize(vPoint - eyeInEnvironment);
  vec3 light = lightOn(vPoint, n);
  vec3 paint = vTint < 0.34 ? vec3(0.018, 0.019, 0.022) : vTint < 0.54 ? vec3(0.15, 0.155, 0.16) : vTint < 0.68 ? vec3(0.42, 0.42, 0.4) : vTint < 0.8 ? vec3(0.03, 0.05, 0.1) : vTint < 0.9 ? vec3(0.35, 0.2, 0.02) : vec3(0.16, 0.012, 0.015);
    vec3 r = reflect(view, n);
  float fresnel = 0.04 + 0.96 * pow(1.0 - max(0.0, dot(-view, n)), 5.0);
  // Clear coat: lamps and fronts go by as soft streaks.
  float streak = pow(max(0.0, 1.0 - abs(r.y - 0.42) * 2.4), 6.0);
  // Upwards it mirrors the sky, sideways the fronts, downwards the road.
  vec3 sky = cityGlow(vec3(r.x, max(r.y, 0.0), r.z)) * 1.6;
  vec3 road = 0.022 * light;
  vec3 coat = mix(road, mix(oppositeLight(r), sky, smoothstep(0.3, 0.62, r.y)), smoothstep(-0.06, 0.06, r.y)) + lampColour * 0.55 * streak * lampsOn;
  // The foot of a car sees the dark beneath it.
  float low = mix(0.45, 1.0, smoothstep(0.25, 0.75, vPoint.y));
  light *= low;
  vec3 radiance = paint * 0.31830989 * light;
  if (vPart < 0.5) radiance += coat * (fresnel + 0.03);
  else if (vPart < 1.5) radiance = coat * (0.75 * fresnel + 0.015) + vec3(0.0012) * light;
  else if (vPart < 2.5) radiance = vec3(1.0, 0.9, 0.74) * 13.0 * (0.12 + 0.88 * max(0.0, dot(n, -view))) * max(0.15, lampsOn);
  else if (vPart < 3.5) radiance = vec3(1.0, 0.035, 0.012) * 2.6;
  else radiance = vec3(0.008) * light * 0.3;
  gl_FragColor = vec4(throughAir(radiance, vPoint), 1.0);
}
