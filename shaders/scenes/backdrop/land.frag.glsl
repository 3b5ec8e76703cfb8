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
const float paved = float(PAVED);
uniform float seconds;
uniform vec3 townLight;
uniform float lowCloud;
uniform vec2 lowCloudShift;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec2 vOpen;
varying float vHeight;

// Sunlight between the shadows of the clouds, 0.35 to 1.
float betweenClouds(vec2 p, float range) {
#if QUALITY > 0
  vec2 at = (p + lampDirection.xz / max(0.25, lampDirection.y) * 1250.0) * 0.00019 + lowCloudShift * 0.13;
  float edge = mix(0.66, 0.42, lowCloud);
  return 1.0 - 0.65 * smoothstep(edge, edge + 0.1, texture2D(noise, at).b) * smoothstep(60.0, 400.0, range);
#else
  return 1.0;
#endif
}

void main() {
  vec2 p = vPoint.xz;
  float range = length(vPoint - eyeInEnvironment);
  vec3 shape = normalize(vNormal);
  vec3 n = shape;
  // Steep land is read along its height, too, or its detail would run down it in streaks.
  vec2 q = p + vPoint.y * vec2(0.7, -0.9) * smoothstep(0.1, 0.5, 1.0 - shape.y);
  vec4 fine = texture2D(noise, p * 0.087 + vec2(0.37, 0.81));
  vec4 middle = texture2D(noise, q * 0.0113 + 0.4);
  vec4 broad = texture2D(noise, q * 0.0017 + 0.13);
  vec2 lumps = (fine.rg - 0.5) * 0.34 + (middle.rg - 0.5) * 0.2 + (broad.rg - 0.5) * 0.16;
#if QUALITY > 0
  vec4 grains = texture2D(noise, p * 0.71 + 0.2);
  vec4 vast = texture2D(noise, q * 0.00041 + 0.7);
  lumps += (grains.rg - 0.5) * 0.4 + (vast.rg - 0.5) * 0.1;
#else
  const vec4 grains = vec4(0.5);
  const vec4 vast = vec4(0.5);
#endif
  float steep = 1.0 - shape.y;
  // What is worn away on a slope is worn unevenly.
  float worn = steep + (fine.b - 0.5) * 0.1 + (middle.b - 0.5) * 0.26 + (broad.b - 0.5) * 0.32;
  float patchy = vast.b * 0.25 + broad.b * 0.35 + middle.b * 0.25 + fine.b * 0.15;
  vec3 albedo = mix(ground, patches, smoothstep(0.42, 0.6, patchy));
  albedo *= 0.56 + 0.45 * fine.b + 0.5 * (grains.a - 0.5) + 0.25 * middle.a + 0.25 * broad.b;
#if QUALITY > 0 && !PAVED && !SANDY
  // Near by the ground is tussocks and bare spots, each a hand wide.
  vec4 tussocks = texture2D(noise, mat2(0.8, 0.6, -0.6, 0.8) * p * 0.23);
  float close = 1.0 - smoothstep(25.0, 120.0, range);
  albedo *= 1.0 + close * (1.5 * (tussocks.b - 0.5) + 0.9 * (grains.b - 0.5));
  lumps += close * 0.5 * (tussocks.rg - 0.5);
#endif

#if FARMED && QUALITY > 0
  // Fields in strips, each with its crop: the same squares as in scenes/backdrop/farm-plan.ts.
  vec2 strip = vec2(0.94 * p.x + 0.342 * p.y, 0.94 * p.y - 0.342 * p.x) / vec2(230.0, 130.0);
  float crop = fract(sin(dot(floor(strip), vec2(12.9898, 78.233))) * 43758.5453);
  vec3 grown = mix(mix(vec3(0.62, 0.92, 0.5), vec3(0.95, 0.72, 0.62), step(0.4, crop)), vec3(1.35, 1.22, 0.95), step(0.7, crop));
  albedo *= mix(vec3(1.0), grown * (0.85 + 0.3 * fract(crop * 7.0)), smoothstep(50.0, 150.0, range) * (1.0 - smoothstep(1500.0, 3000.0, range)));
#endif
#if PAVED
  // Slabs of a square in a broken bond, no two rows alike, their joints gone before they are finer than a pixel.
  vec2 slab = p / vec2(1.3, 0.9);
  slab.x += fract(floor(slab.y) * 0.618) + 0.06 * sin(floor(slab.y) * 5.1);
  vec2 wide = fwidth(slab);
  vec2 joint = smoothstep(vec2(0.004), vec2(0.008) + wide + 0.004, 0.5 - abs(fract(slab) - 0.5));
  float tone = fract(sin(dot(floor(slab), vec2(12.9898, 78.233))) * 43758.5453);
  float laid = mix(0.78, 1.0, min(joint.x, joint.y)) * (0.84 + 0.2 * tone + 0.1 * fract(tone * 9.0));
  albedo = mix(albedo, ground * (0.55 + 0.5 * middle.b + 0.35 * fine.b) * mix(laid, 0.92, smoothstep(0.03, 0.25, max(wide.x, wide.y))), paved);
#endif

#if QUALITY > 0
  // Leaves and needles lie under the trees.
  vec2 under = treeShade(vPoint, range);
  albedo = mix(albedo, patches * (0.35 + 1.0 * grains.b * (0.5 + fine.a)), 0.75 * canopyFrom * smoothstep(0.03, 0.3, 1.0 - under.y));
#endif
  // Forests beyond the last single tree, their edges ragged, their crowns lit one by one.
  float wooded = min(1.0, 4.0 * trees) * canopyFrom * smoothstep(320.0, 1100.0, range) * (1.0 - smoothstep(0.26, 0.5, worn));
  float treeless = 0.585 - 0.34 * sqrt(trees);
  wooded *= smoothstep(treeless, treeless + 0.07, patchy + 0.25 * (middle.a - 0.5));
  wooded *= 1.0 - smoothstep(0.42, 0.72, vHeight / snowLine + 0.3 * (middle.b - 0.5));
  albedo = mix(albedo, canopy * (0.45 + 1.5 * middle.a), wooded);

  float bare = smoothstep(rockFrom, rockFrom + 0.14, worn) * (1.0 - wooded);
#if QUALITY > 0
  float layer = texture2D(noise, vec2(p.x * 0.0004 + p.y * 0.0003, vPoint.y * 0.011 + middle.b * 0.12)).b;
#else
  float layer = middle.b;
#endif
  albedo = mix(albedo, rock * (0.5 + 0.6 * layer + 0.35 * broad.b), bare);
  float relief = mix(mix(0.55, 0.1, paved), 1.5, max(bare, wooded * 0.8)) * (1.0 - 0.45 * smoothstep(300.0, 5000.0, range));
  // A grazing lamp would make a carpet of it.
  relief *= mix(0.42, 1.0, max(bare, smoothstep(0.0, 0.35, lampDirection.y)));
  n = normalize(n - vec3(lumps.x, 0.0, lumps.y) * relief);

#if SANDY && QUALITY > 0
  // Ripples across the wind, gone before they alias.
  float crestAt = p.y * 7.5 + p.x * 2.1 + 16.0 * middle.r + 2.5 * fine.r;
  n = normalize(n - vec3(0.27, 0.0, 0.96) * 0.1 * smoothstep(0.36, 0.62, middle.b) * cos(crestAt) * (1.0 - bare) * (1.0 - smoothstep(0.5, 2.2, fwidth(crestAt))));
#endif

  // The strand is darker where the water has been.
  float damp = smoothstep(waterLevel + 0.9, waterLevel + 0.1, vPoint.y) * step(0.0, 500.0 + vPoint.y - waterLevel * 500.0);
  albedo *= 1.0 - 0.45 * damp * (1.0 - bare * 0.3);

  float above = smoothstep(snowLine * 0.72, snowLine * 1.2, vHeight + 420.0 * (broad.b - 0.5) + 260.0 * (middle.b - 0.5));
  float snow = max(snowCover * smoothstep(-0.1, 0.25, snowCover - 0.75 + 0.5 * patchy + 0.1 * fine.b), above);
  // Faces too steep to hold it stay dark, and gullies keep it longest.
  snow *= 1.0 - smoothstep(0.22, 0.42, worn + 0.12 * dot(lumps, vec2(1.0)));
  snow *= (1.0 - 0.8 * damp) * (1.0 - 0.6 * wooded * (1.0 - 0.5 * snowCover));
  albedo = mix(albedo, vec3(0.72, 0.74, 0.78) * (0.9 + 0.12 * fine.b + 0.1 * (middle.b - 0.5)), snow);
#if QUALITY > 0
  // The wind has carved it into long low ridges.
  vec2 carved = texture2D(noise, mat2(0.8, 0.6, -0.6, 0.8) * p * vec2(0.016, 0.06) + 0.23).rg - 0.5;
  carved *= 1.0 - smoothstep(0.04, 0.16, steep);
  n = normalize(mix(n, normalize(shape - vec3(carved.x, 0.0, carved.y) * (0.75 - 0.5 * smoothstep(200.0, 2500.0, range)) - vec3(lumps.x, 0.0, lumps.y) * mix(0.3, 0.9, smoothstep(0.04, 0.2, steep))), snow));

#else
  n = normalize(mix(n, shape, snow * 0.7));
#endif

  // The last of a wave runs up the sand.
  float run = vPoint.y - waterLevel - 0.05 - 0.05 * sin(seconds * 0.55 + 6.0 * broad.b) - 0.12 * (middle.b - 0.5);
  float foam = smoothstep(0.05, 0.0, abs(run) + 0.05 * fine.b) * step(-500.0, waterLevel);
  albedo = mix(albedo, vec3(0.75), foam * 0.8);

  float wet = wetness * (1.0 - snow);
  albedo *= 1.0 - 0.5 * wet;
  float facing = max(0.0, dot(n, lampDirection));
  float open = aboveHorizon(vOpen.x) * mix(betweenClouds(p, range), 1.0, overcast);
  float sky = clamp(vOpen.y, 0.0, 1.0);
#if QUALITY == 0
  vec2 under = treeShade(vPoint, range);
#endif
  open *= under.x;
  sky *= under.y;
  vec3 light = lampIrradiance * facing * open + skyIrradiance(n) * sky * sky;
  light += lampIrradiance * max(0.0, lampDirection.y) * albedo * (1.0 - sky);
#if PAVED
  // Pools under the lamps around the square: scenes/backdrop/square-plan.ts.
  vec2 row = abs(p.x) > abs(p.y) ? p : p.yx;
  vec2 from = vec2(abs(row.x) - 41.0, (fract(row.y / 13.667) - 0.5) * 13.667);
  float pool = 5.0 / (dot(from, from) + 14.0);
  light += townLight * (0.4 + 0.6 * smoothstep(0.3, 0.7, broad.b * 0.6 + vast.b * 0.4) + 9.0 * pool) * exp(-0.004 * range);
#endif
  vec3 colour = albedo * 0.31830989 * light;

  // Puddles in the hollows of level ground give back the sky.
  float level = smoothstep(0.03, 0.005, 1.0 - shape.y);
  float hollow = 1.0 - fine.b * 0.35 - middle.b * 0.4 - grains.b * 0.25;
  // On open land only the deepest hollows fill.
  float brim = mix(0.655 - 0.05 * wet, 0.6 - 0.13 * wet, paved);
  float puddle = wet * level * smoothstep(brim, brim + 0.05, hollow) * (1.0 - smoothstep(mix(25.0, 90.0, paved), mix(130.0, 500.0, paved), range));
  vec3 view = normalize(eyeInEnvironment - vPoint);
  vec3 mirror = reflect(-view, normalize(vec3((fine.rg - 0.5) * 0.03, 1.0).xzy));
  float away = 1.0 - max(0.0, view.y);
  float fresnel = 0.02 + 0.98 * away * away * away * away * away;
  vec3 above_ = clearSky(normalize(vec3(mirror.x, max(mirror.y, 0.01), mirror.z)));
#if PAVED
  // Lit fronts around a square stand in its wet slabs as streaks.
#if QUALITY > 0
  float front = texture2D(noise, vec2(atan(mirror.x, -mirror.z) * 0.75 + (fine.r - 0.5) * 0.006, mirror.y * 0.05)).a;
#else
  const float front = 0.6;
#endif
  float low = smoothstep(0.5, 0.12, mirror.y);
  above_ = mix(above_, townLight * (0.1 + 0.5 * smoothstep(0.45, 0.75, front) * smoothstep(0.5, 0.1, mirror.y)), low * paved * min(1.0, 3.0 * townLight.r));
#endif
  colour = mix(colour, above_, fresnel * (puddle * mix(0.45, 1.0, paved) + mix(0.04, 0.35, paved) * wet));
  gl_FragColor = vec4(dithered(throughAir(colour, vPoint), gl_FragCoord.xy), 1.0);
}
