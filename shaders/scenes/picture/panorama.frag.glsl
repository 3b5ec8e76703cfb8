// A picture of 360° × 180°: its middle column lies ahead (−Z), its top row straight up.
uniform sampler2D picture;
uniform float gain;
uniform float blur;
uniform float horizon;
varying vec3 vDirection;

void main() {
  vec3 d = normalize(vDirection);
  float azimuth = atan(d.x, -d.z);
  float elevation = asin(clamp(d.y, -1.0, 1.0)) - horizon * (1.0 - abs(d.y));
  vec2 at = vec2(azimuth / 6.28318531 + 0.5, 0.5 - elevation / 3.14159265);
  // Behind, the azimuth jumps by a turn, and with it the derivative that chooses the mip level: there
  // the derivative of the other half is the right one.
  vec2 behind = vec2(fract(at.x + 0.5), at.y);
  vec2 dx = dFdx(at);
  vec2 dy = dFdy(at);
  vec2 bx = dFdx(behind);
  vec2 by = dFdy(behind);
  dx.x = abs(dx.x) < abs(bx.x) ? dx.x : bx.x;
  dy.x = abs(dy.x) < abs(by.x) ? dy.x : by.x;
  float spread = exp2(blur);
  gl_FragColor = vec4(textureGrad(picture, at, dx * spread, dy * spread).rgb * gain, 1.0);
}
