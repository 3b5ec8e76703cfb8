uniform vec3 sunDisc;
uniform int nightPasses;
uniform vec3 moons[5];
uniform int moonCount;
uniform float stars;
uniform float fogDepth;
uniform float fogPerMetre;
uniform vec4 flash;
varying vec3 vDirection;

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
  sky = mix(sky, withClouds(sky, direction, clear), open);
  float jitter = 0.9 * grain(gl_FragCoord.xy);
  vec4 heap = heapedCloud(direction, jitter) * open;
  sky = shoulder(sky * (1.0 - heap.a) + heap.rgb);
  sky += sunDisc * disc * mix(0.5, 1.0, limb) * (1.0 - heap.a) * open;
  // A closed ceiling is not even: darker and lighter bands.
  float band = heapAt(direction.xz / (max(direction.y, 0.0) + 0.12) * 0.35 + lowCloudShift);
  sky *= 1.0 + overcast * 1.1 * (band - 0.52) * smoothstep(0.0, 0.2, direction.y);
  float nearFlash = max(0.0, dot(direction, flash.xyz));
  sky += vec3(0.6, 0.68, 1.0) * flash.w * (0.25 + nearFlash * nearFlash * nearFlash) * (0.6 + 0.8 * band);
  float through = exp(-fogDepth / max(0.015, direction.y));
  vec3 level = normalize(vec3(direction.x, 0.02, direction.z));
  vec3 fog = shoulder(misted(clearSky(level), fogPerMetre));
  gl_FragColor = vec4(dithered(mix(fog, sky, through), gl_FragCoord.xy), 1.0);
}
