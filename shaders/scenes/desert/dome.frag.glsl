uniform vec3 sunDisc;
uniform int nightPasses;
varying vec3 vDirection;

void main() {
  vec3 direction = normalize(vDirection);
  float pixel = length(fwidth(vDirection));
  vec3 clear = clearSky(direction);
  vec3 sky = clear;
  // A loop that may run no time: software renderers run both arms of an if.
  for (int i = 0; i < nightPasses; i++) {
    sky += (nightObjects(direction, pixel) + moonDisc(direction, moonDirection, pixel)) * nightScale;
  }
  float fromSun = length(direction - sunDirection);
  float disc = smoothstep(0.00465 + pixel, 0.00465 - pixel, fromSun);
  float limb = sqrt(max(0.0, 1.0 - (fromSun / 0.0047) * (fromSun / 0.0047)));
  sky += sunDisc * disc * mix(0.5, 1.0, limb);
  gl_FragColor = vec4(withClouds(sky, direction, clear), 1.0);
}
