// wall: metres along the face, metres up, width of the face, height of the house.
attribute vec4 wall;
// key, and 1 for a front on the street.
attribute vec2 house;
// A town may be lower than it was planned.
uniform float heightScale;
varying vec3 vPoint;
varying vec3 vNormal;
varying vec4 vWall;
flat varying vec2 vHouse;
flat varying vec4 vPane;
flat varying vec4 vMake;
flat varying float vTone;

void main() {
  vPoint = vec3(position.x, position.y * heightScale, position.z);
  vNormal = normal;
  vWall = vec4(wall.x, wall.y * heightScale, wall.z, wall.w * heightScale);
  vHouse = house;
  Front f = frontOf(house.x, house.y);
  vPane = f.pane;
  vMake = vec4(f.bay, f.storey, f.office, f.lit);
  vTone = f.tone;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(vPoint, 1.0);
}
