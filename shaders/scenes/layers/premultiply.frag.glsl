// Colours times their alpha, in linear light: only such can be filtered without a dark or a bright border.
uniform sampler2D picture;
varying vec2 vAt;

void main() {
  vec4 colour = texture2D(picture, vAt);
  gl_FragColor = vec4(colour.rgb * colour.a, colour.a);
}
