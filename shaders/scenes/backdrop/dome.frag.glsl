uniform vec3 sunDisc;
uniform int nightPasses;
uniform vec3 moons[5];
uniform int moonCount;
uniform float stars;
uniform float lowCloud;
uniform vec2 lowCloudShift;
uniform float fogDepth;
uniform vec4 flash;
varying vec3 vDirection;

float heapAt(vec2 p) {
  float shape = texture2D(noise, p * 0.13).b * 0.5 + texture2D(noise, p * 0.37 + 0.21).b * 0.27;
  shape += texture2D(noise, p * 0.93 + 0.47).b * 0.15;
#if QUALITY > 0
  shape += texture2D(noise, p * 2.3 + 0.11).b * 0.06 + texture2D(noise, p * 5.1).b * 0.02;
#else
  shape += 0.04;
#endif
  return shape;
}

// Heaped cloud with dark feet, 1.5 km up; in w how much of what is behind it shows.
vec4 heapedCloud(vec3 direction) {
  float up = max(direction.y, 0.0);
  float reach = 1.5 / (up + 0.06);
  vec2 p = direction.xz * reach * 0.5 + lowCloudShift;
  float edge = mix(0.6, 0.36, lowCloud);
  float shape = heapAt(p);
  float amount = smoothstep(edge, edge + 0.13, shape) * smoothstep(0.0, 0.05, up);
  vec3 lamp = lampDirection;
  vec2 towards = lamp.xz / max(0.25, lamp.y + 0.1);
  float beyond = heapAt(p + towards * 0.16);
  float thick = clamp((shape - edge) * 3.2, 0.0, 1.0);
  float lit = exp(-2.2 * clamp((beyond - edge) * 3.0, 0.0, 1.0)) * mix(1.0, 0.6, thick * smoothstep(0.2, 0.8, up));
  float nearLamp = max(0.0, dot(direction, lamp));
  nearLamp *= nearLamp * nearLamp;
  float rim = 1.0 + 2.2 * nearLamp * nearLamp * (1.0 - thick);
  vec3 cloud = cloudSun * 1.15 * lit * rim + cloudAmbient * mix(1.05, 0.55, thick);
  return vec4(cloud, amount * mix(0.75, 1.0, thick) * exp(-0.02 * reach));
}

void main() {
  vec3 direction = normalize(vDirection);
  float pixel = length(fwidth(vDirection));
  vec3 clear = clearSky(direction);
  vec3 sky = clear;
  float open = 1.0 - overcast;
  // Loops that may run no time: software renderers run both arms of an if.
  for (int i = 0; i < nightPasses; i++) {
    vec3 night = nightObjects(direction, pixel) * stars;
    for (int m = 0; m < moonCount; m++) night += moonDisc(direction, moons[m], pixel);
    sky += night * nightScale * open;
  }
  float fromSun = length(direction - sunDirection);
  float disc = smoothstep(0.00465 + pixel, 0.00465 - pixel, fromSun);
  float limb = sqrt(max(0.0, 1.0 - (fromSun / 0.0047) * (fromSun / 0.0047)));
  sky += sunDisc * disc * mix(0.5, 1.0, limb);
  sky = mix(sky, withClouds(sky, direction, clear), open);
  vec4 heap = heapedCloud(direction);
  sky = mix(sky, heap.rgb, heap.a * open);
  // A closed ceiling is not even: darker and lighter bands.
  float band = heapAt(direction.xz / (max(direction.y, 0.0) + 0.12) * 0.35 + lowCloudShift);
  sky *= 1.0 + overcast * 1.1 * (band - 0.52) * smoothstep(0.0, 0.2, direction.y);
  float nearFlash = max(0.0, dot(direction, flash.xyz));
  sky += vec3(0.6, 0.68, 1.0) * flash.w * (0.25 + nearFlash * nearFlash * nearFlash) * (0.6 + 0.8 * band);
  float through = exp(-fogDepth / max(0.015, direction.y));
  vec3 level = normalize(vec3(direction.x, 0.02, direction.z));
  gl_FragColor = vec4(mix(clearSky(level), sky, through), 1.0);
}
