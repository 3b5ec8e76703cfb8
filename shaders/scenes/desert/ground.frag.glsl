uniform sampler2D noise;
uniform vec2 windDirection;
uniform float windShift;
uniform float driftAmount;
uniform vec3 sandAlbedo;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec2 vOpen;

// Slope of one train of wind ripples, fading out before it becomes finer than a pixel.
float ripple(vec2 p, float lengthM, float bendM, float sharp, out float keep) {
  vec2 bend = texture2D(noise, p / (lengthM * 70.0)).rg - 0.5;
  float fork = texture2D(noise, p / (lengthM * 310.0) + 0.37).r - 0.5;
  float phase = (dot(p, windDirection) + (bend.x + 5.0 * fork) * bendM) / lengthM;
  keep = 1.0 - smoothstep(0.18, 0.5, fwidth(phase));
  float wave = 6.2831853 * phase;
  return (cos(wave) + sharp * cos(2.0 * wave + 0.9)) * keep * (0.55 + 0.9 * bend.y + 0.45);
}

// Sand grains carried along the ground in streaks; they light up and hide the ripples.
float drift(vec2 p) {
  vec2 side = vec2(-windDirection.y, windDirection.x);
  vec2 q = vec2(dot(p, windDirection) - windShift, dot(p, side));
  float streak = texture2D(noise, q * vec2(0.016, 0.11)).b;
#if QUALITY > 0
  float puff = texture2D(noise, (q + vec2(windShift * 0.35, 0.0)) * vec2(0.006, 0.02) + 0.21).b;
#else
  const float puff = 0.5;
#endif
  return smoothstep(0.5, 0.82, streak * 0.6 + puff * 0.5) * driftAmount;
}

void main() {
  vec2 p = vPoint.xz;
  float range = length(vPoint - eyeInEnvironment);
  vec3 n = normalize(vNormal);
  float steep = 1.0 - n.y;
  float keep;
  float keepBroad;
  float slopes = 0.062 * ripple(p, 0.115, 0.16, 0.35, keep);
  // Mega-ripples of coarse grain, in patches.
  slopes += 0.038 * ripple(p + 31.7, 1.7, 2.4, 0.2, keepBroad);
  slopes *= smoothstep(0.16, 0.06, steep);
  vec4 fineNoise = texture2D(noise, p * 0.043);
  vec4 broadNoise = texture2D(noise, p * 0.0037 + 0.13);
  vec2 lumps = (fineNoise.rg - 0.5) * 0.16 + (broadNoise.rg - 0.5) * 0.1;
#if QUALITY > 0
  lumps += (texture2D(noise, p * 0.61).rg - 0.5) * 0.1;
#endif
  n = normalize(n - vec3(windDirection.x * slopes + lumps.x, 0.0, windDirection.y * slopes + lumps.y));

  // Coarse dark grain gathers in the flats, pale dust on the slopes.
  float patches = broadNoise.b * 0.6 + fineNoise.b * 0.4;
  vec3 albedo = sandAlbedo * mix(0.8, 1.16, patches);
  albedo *= mix(vec3(1.0), vec3(0.93, 0.86, 0.8), smoothstep(0.5, 0.62, broadNoise.a * 0.5 + fineNoise.b * 0.5));
#if QUALITY > 0
  albedo *= 1.0 + 0.2 * (texture2D(noise, p * 1.9).a - 0.5);
#endif
  albedo = mix(albedo, sandAlbedo * vec3(1.1, 0.94, 0.85), smoothstep(0.02, 0.2, steep));

  float facing = max(0.0, dot(n, lampDirection));
  float open = aboveHorizon(vOpen.x);
  // Crests of grain shadow their own troughs when the sun is low.
  float grazing = mix(1.0, smoothstep(-0.1, 0.3, facing), 0.35);
  vec3 light = lampIrradiance * facing * open * grazing + skyIrradiance(n) * vOpen.y * vOpen.y;
  // Lit slopes near by throw warm light into the shadows.
  light += lampIrradiance * max(0.0, lampDirection.y) * sandAlbedo * (1.0 - vOpen.y) * 1.1;
  vec3 sand = albedo * 0.31830989 * light;

  float blown = driftAmount <= 0.0 ? 0.0 : drift(p) * smoothstep(6.0, 14.0, range) * (1.0 - 0.6 * smoothstep(200.0, 900.0, range));
  vec3 airborne = sandAlbedo * 0.36 * (lampIrradiance * open * (0.35 + 0.4 * lampDirection.y) + skyIrradiance(vec3(0.0, 1.0, 0.0)) * vOpen.y);
  sand = mix(sand, airborne, blown * 0.55);
  gl_FragColor = vec4(throughAir(sand, vPoint), 1.0);
}
