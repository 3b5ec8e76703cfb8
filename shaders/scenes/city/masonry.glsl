// Walls of houses and the light on them.
uniform sampler2D noise;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec4 vWall;
flat varying vec2 vHouse;
flat varying vec4 vPane;
flat varying vec4 vMake;
flat varying float vTone;

// The house as the vertex shader worked it out.
Front passedFront() {
  Front f;
  f.key = uint(vHouse.x);
  f.shop = vHouse.y;
  f.pane = vPane;
  f.bay = vMake.x;
  f.storey = vMake.y;
  f.office = vMake.z;
  f.lit = vMake.w;
  f.tone = vTone;
  return f;
}

vec3 masonry(Front f, float u, float v, float base) {
  float tone = f.tone;
  vec3 albedo = mix(vec3(0.11, 0.085, 0.075), vec3(0.2, 0.185, 0.17), tone);
  if (tone > 0.62) albedo = mix(vec3(0.17, 0.075, 0.05), vec3(0.24, 0.12, 0.085), fract(tone * 17.0));
  float stains = texture2D(noise, vec2(u * 0.021, v * 0.006) + tone).b;
#if QUALITY > 0
  float grain = texture2D(noise, vec2(u, v) * 0.11).b;
#else
  const float grain = 0.5;
#endif
  albedo *= 0.55 + 0.55 * stains + 0.35 * (grain - 0.5);
  // Courses of stone below, of brick above, gone before they alias.
  float course = v < base ? v / 0.6 : v / 0.22;
  float joint = 1.0 - pulse(course, 0.0, 0.12, fwidth(course));
  albedo *= mix(1.0, joint, 0.35 * (1.0 - smoothstep(0.2, 0.6, fwidth(course))));
  return albedo;
}

vec3 onWall(vec3 n, float v) {
  vec3 light = lightOn(vPoint, n);
  // Light thrown up by the wet street and out of the shops.
  return light + vec3(0.5, 0.35, 0.22) * exp(-v * 0.16) * vHouse.y * (1.0 - abs(n.y)) * lampsOn;
}
