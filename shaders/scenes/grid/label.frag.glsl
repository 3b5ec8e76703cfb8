uniform sampler2D atlas;
uniform float brightness;
varying vec2 vAtlas;

void main() {
  float ink = texture2D(atlas, vAtlas).r;
  gl_FragColor = vec4(vec3(1.0, 0.93, 0.78) * brightness * ink, ink);
}
