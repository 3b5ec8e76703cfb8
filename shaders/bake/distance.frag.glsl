precision highp float;
precision highp sampler2D;

// One over the distance from the eye, 1/m, of what a view's depth buffer holds; 0 where it holds nothing.
uniform sampler2D depthPicture;
uniform mat4 viewFromClip;
uniform vec2 size;
uniform float isReversed;
out vec4 colour;

void main() {
  float depth = texelFetch(depthPicture, ivec2(gl_FragCoord.xy), 0).r;
  bool isEmpty = isReversed > 0.5 ? depth <= 0.0 : depth >= 1.0;
  vec2 ndc = 2.0 * gl_FragCoord.xy / size - 1.0;
  vec4 view = viewFromClip * vec4(ndc, isReversed > 0.5 ? depth : 2.0 * depth - 1.0, 1.0);
  colour = vec4(isEmpty ? 0.0 : 1.0 / length(view.xyz / view.w), 0.0, 0.0, 1.0);
}
