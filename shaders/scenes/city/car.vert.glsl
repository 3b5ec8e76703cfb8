// place: lane and place in the lane's train. part: 0 paint, 1 glass, 2 headlamp, 3 rear lamp, 4 tyre.
attribute vec2 place;
attribute float part;
varying vec3 vPoint;
varying vec3 vNormal;
varying float vPart;
flat varying float vTint;

void main() {
  int lane = int(place.x + 0.5);
  int slot = int(floor(place.y + 0.5));
  vec2 car = carAt(lane, slot);
  float heading = laneHeading(lane);
  // The model looks along +Z; a half turn for the other way.
  vec3 turned = vec3(position.x * heading, position.y, position.z * heading);
  vPoint = turned * car.y + vec3(laneX(lane), 0.0, car.x);
  vNormal = vec3(normal.x * heading, normal.y, normal.z * heading);
  vPart = part;
  vTint = unitFromHash(carKey(lane, slot), 5u);
  gl_Position = projectionMatrix * modelViewMatrix * vec4(vPoint, 1.0);
}
