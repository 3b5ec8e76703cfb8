// The sky is infinitely far: a sphere around the eye that turns with the environment but neither moves
// nor scales with it.
varying vec3 vDirection;

void main() {
  vDirection = position;
  mat3 turn = mat3(normalize(modelMatrix[0].xyz), normalize(modelMatrix[1].xyz), normalize(modelMatrix[2].xyz));
  vec3 stagePoint = cameraPosition + turn * position * 12000.0;
  gl_Position = projectionMatrix * viewMatrix * vec4(stagePoint, 1.0);
}
