uniform sampler2D noise;
uniform float wind;
uniform vec4 waveShift;
uniform vec3 waterTint;
varying vec3 vPoint;
varying vec3 vNormal;

void main() {
  vec2 p = vPoint.xz;
  vec3 away = eyeInEnvironment - vPoint;
  float range = length(away);
  vec3 view = away / range;
  float rough = 0.05 + 0.5 * wind;
  vec2 small = texture2D(noise, p * 0.031 + waveShift.xy).rg + texture2D(noise, p.yx * 0.057 - waveShift.yx).gr - 1.0;
  vec2 large = texture2D(noise, p * 0.0047 + waveShift.zw).rg + texture2D(noise, p.yx * 0.0081 - waveShift.wz * 1.3).gr - 1.0;
#if QUALITY > 0
  vec2 ripples = texture2D(noise, p * 0.21 + waveShift.xy * 3.1).rg - 0.5;
#else
  const vec2 ripples = vec2(0.0);
#endif
  vec2 slope = rough * (0.5 * small + 0.45 * large + 0.4 * ripples);
  vec3 n = normalize(vec3(-slope.x, 1.0, -slope.y));
  float facing = max(dot(view, n), 0.0);
  // Far waves hide their own far sides: the mean facet turns towards the eye.
  facing = max(facing, 0.12 * rough + 0.02);
  float f = 1.0 - facing;
  float fresnel = 0.02 + 0.98 * f * f * f * f * f;
  vec3 mirror = reflect(-view, n);
  mirror.y = abs(mirror.y) + 0.02;
  mirror = normalize(mirror);
  vec3 sky = clearSky(mirror);
  sky *= 1.0 - 0.25 * texture2D(noise, mirror.xz / (mirror.y + 0.3) * 0.2 + waveShift.zw).b * cloudCover;
  vec3 deep = waterTint * 0.31830989 * (skyIrradiance(vec3(0.0, 1.0, 0.0)) + lampIrradiance * max(0.0, lampDirection.y));
  float crest = smoothstep(0.34, 0.62, (small.x + large.y) * 0.5 + 0.25) * smoothstep(0.35, 0.9, wind);
  vec3 half_ = normalize(lampDirection + view);
  float shine = max(0.0, dot(n, half_));
  float narrow = mix(520.0, 40.0, clamp(rough * 1.6 + range * 0.0002, 0.0, 1.0));
  float glint = pow(shine, narrow) * (narrow + 8.0) * 0.0398 * step(0.0, lampDirection.y);
  float toHalf = 1.0 - max(0.0, dot(view, half_));
  float glintFresnel = 0.02 + 0.98 * toHalf * toHalf * toHalf * toHalf * toHalf;
  vec3 colour = mix(deep, sky, fresnel) + lampIrradiance * glint * glintFresnel * 0.8;
  vec3 foam = 0.22 * (skyIrradiance(n) + lampIrradiance * max(0.0, dot(n, lampDirection)));
  colour = mix(colour, foam, crest * 0.7);
  gl_FragColor = vec4(dithered(throughAir(colour, vPoint), gl_FragCoord.xy), 1.0);
}
