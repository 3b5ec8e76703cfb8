// A ball of lit haze around a lamp. centre.w is its radius; place.x ≥ 0 binds it to a car's lamp.
attribute vec4 centre;
attribute vec3 tint;
attribute vec2 place;
varying vec3 vPoint;
flat varying vec4 vCentre;
flat varying vec3 vTint;

void main() {
  vCentre = centre;
  vTint = tint;
  if (place.x > -0.5) {
    int lane = int(place.x + 0.5);
    vec2 car = carAt(lane, int(floor(place.y + 0.5)));
    vCentre.xyz = vec3(laneX(lane) + centre.x, centre.y, car.x + centre.z * laneHeading(lane));
    vCentre.w *= car.y;
    // A headlamp glares only at who it shines at.
    float ahead = (eyeInEnvironment.z - vCentre.z) * laneHeading(lane) * sign(centre.z);
    vTint *= smoothstep(-2.0, 14.0, ahead);
  }
  vPoint = vCentre.xyz + position * vCentre.w;
  gl_Position = projectionMatrix * modelViewMatrix * vec4(vPoint, 1.0);
}
