uniform sampler2D noise;
uniform vec3 ground;
uniform vec3 patches;
uniform vec3 rock;
uniform float rockFrom;
uniform vec3 canopy;
uniform float trees;
uniform float canopyFrom;
uniform float snowCover;
uniform float snowLine;
uniform float wetness;
uniform float waterLevel;
uniform float paved;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec2 vOpen;
varying float vHeight;

void main() {
  vec2 p = vPoint.xz;
  float range = length(vPoint - eyeInEnvironment);
  vec3 n = normalize(vNormal);
  float steep = 1.0 - n.y;
  vec4 fine = texture2D(noise, p * 0.087);
  vec4 middle = texture2D(noise, p * 0.0113 + 0.4);
  vec4 broad = texture2D(noise, p * 0.0017 + 0.13);
  vec2 lumps = (fine.rg - 0.5) * 0.34 + (middle.rg - 0.5) * 0.16 + (broad.rg - 0.5) * 0.12;
#if QUALITY > 0
  vec4 grain = texture2D(noise, p * 0.71 + 0.2);
  lumps += (grain.rg - 0.5) * 0.4;
#else
  const vec4 grain = vec4(0.5);
#endif
  float patchy = broad.b * 0.4 + middle.b * 0.4 + fine.b * 0.2;
  vec3 albedo = mix(ground, patches, smoothstep(0.42, 0.6, patchy));
  albedo *= 0.62 + 0.5 * fine.b + 0.55 * (grain.a - 0.5) + 0.25 * middle.a;

  // Slabs of a square, their joints gone before they are finer than a pixel.
  vec2 slab = p / 1.6;
  vec2 wide = fwidth(slab);
  vec2 joint = smoothstep(vec2(0.015), vec2(0.015) + wide + 0.004, 0.5 - abs(fract(slab) - 0.5));
  float tone = fract(sin(dot(floor(slab), vec2(12.9898, 78.233))) * 43758.5453);
  float laid = mix(0.5, 1.0, min(joint.x, joint.y)) * (0.86 + 0.2 * tone);
  albedo = mix(albedo, ground * (0.75 + 0.35 * middle.b + 0.15 * fine.b) * mix(laid, 0.94, smoothstep(0.03, 0.25, max(wide.x, wide.y))), paved);

  // Forests beyond the last single tree.
  float wooded = trees * canopyFrom * smoothstep(500.0, 1300.0, range) * (1.0 - smoothstep(0.3, 0.5, steep));
  wooded *= smoothstep(0.62 - 0.5 * trees, 0.75 - 0.5 * trees, patchy) * (1.0 - smoothstep(0.5, 0.8, vHeight / snowLine));
  albedo = mix(albedo, canopy * (0.7 + 0.9 * middle.a), wooded);

  float bare = smoothstep(rockFrom, rockFrom + 0.14, steep + (fine.b - 0.5) * 0.12 + (middle.b - 0.5) * 0.14);
  float layer = texture2D(noise, vec2(p.x * 0.0004 + p.y * 0.0003, vPoint.y * 0.011 + middle.b * 0.12)).b;
  albedo = mix(albedo, rock * (0.6 + 0.75 * layer), bare * (1.0 - wooded));
  n = normalize(n - vec3(lumps.x, 0.0, lumps.y) * mix(mix(0.55, 0.1, paved), 1.5, bare) * (1.0 - 0.7 * smoothstep(300.0, 3000.0, range)));

  // The strand is darker where the water has been.
  float damp = smoothstep(waterLevel + 0.9, waterLevel + 0.1, vPoint.y) * step(0.0, 500.0 + vPoint.y - waterLevel * 500.0);
  albedo *= 1.0 - 0.45 * damp * (1.0 - bare * 0.3);

  float above = smoothstep(snowLine * 0.8, snowLine * 1.15, vHeight + 260.0 * (middle.b - 0.5));
  float snow = max(snowCover * smoothstep(-0.1, 0.25, snowCover - 0.75 + 0.5 * patchy + 0.1 * fine.b), above);
  snow *= 1.0 - smoothstep(0.34, 0.62, steep + (fine.b - 0.5) * 0.25);
  snow *= 1.0 - 0.8 * damp;
  albedo = mix(albedo, vec3(0.82, 0.84, 0.87) * (0.93 + 0.1 * fine.b), snow);
  n = normalize(mix(n, normalize(vNormal), snow * 0.75));

  float wet = wetness * (1.0 - snow);
  albedo *= 1.0 - 0.5 * wet;
  float facing = max(0.0, dot(n, lampDirection));
  float open = aboveHorizon(vOpen.x);
  float sky = clamp(vOpen.y, 0.0, 1.0);
  // Under trees the sun falls through gaps.
  float gaps = smoothstep(0.4, 0.62, texture2D(noise, p * 0.031 + 0.6).b * 0.7 + fine.b * 0.3);
  open *= mix(1.0, 0.25 + 0.75 * gaps, trees * canopyFrom * smoothstep(13.0, 26.0, range) * smoothstep(900.0, 300.0, range));
  sky *= 1.0 - 0.25 * trees * canopyFrom * smoothstep(13.0, 40.0, range);
  vec3 light = lampIrradiance * facing * open + skyIrradiance(n) * sky * sky;
  light += lampIrradiance * max(0.0, lampDirection.y) * albedo * (1.0 - sky);
  vec3 colour = albedo * 0.31830989 * light;

  // Puddles in the hollows of level ground give back the sky.
  float level = smoothstep(0.03, 0.005, 1.0 - normalize(vNormal).y);
  float puddle = wet * level * smoothstep(0.66 - 0.16 * wet, 0.71 - 0.16 * wet, 1.0 - fine.b * 0.5 - middle.b * 0.5);
  vec3 view = normalize(eyeInEnvironment - vPoint);
  vec3 mirror = reflect(-view, normalize(vec3((fine.rg - 0.5) * 0.03, 1.0).xzy));
  float away = 1.0 - max(0.0, view.y);
  float fresnel = 0.02 + 0.98 * away * away * away * away * away;
  colour = mix(colour, clearSky(normalize(vec3(mirror.x, max(mirror.y, 0.01), mirror.z))), fresnel * (puddle * mix(0.3, 1.0, paved) + mix(0.04, 0.35, paved) * wet));
  gl_FragColor = vec4(throughAir(colour, vPoint), 1.0);
}
