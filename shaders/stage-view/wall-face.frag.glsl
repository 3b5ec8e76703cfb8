uniform sampler2D picture;
uniform float gain;
uniform float neutral;
varying vec2 vUv;

void main() {
  vec3 linear = texture2D(picture, vUv).rgb;
  gl_FragColor = vec4(mix(linear, vec3(0.18), neutral) * gain, 1.0);
  #include <colorspace_fragment>
}
