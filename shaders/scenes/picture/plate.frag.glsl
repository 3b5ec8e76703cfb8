uniform sampler2D picture;
uniform float gain;
uniform float blur;
varying vec2 vAt;

void main() {
  float spread = exp2(blur);
  vec3 colour = textureGrad(picture, vAt, dFdx(vAt) * spread, dFdy(vAt) * spread).rgb;
  gl_FragColor = vec4(colour * gain, 1.0);
}
