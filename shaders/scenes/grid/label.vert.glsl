varying vec2 vAtlas;

void main() {
  vAtlas = uv;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(position, 1.0);
}
