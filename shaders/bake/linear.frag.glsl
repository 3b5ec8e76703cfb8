precision highp float;
precision highp sampler2D;

// The linear picture as it is, to be read as floats.
uniform sampler2D linearPicture;
out vec4 colour;

void main() {
  colour = vec4(texelFetch(linearPicture, ivec2(gl_FragCoord.xy), 0).rgb, 1.0);
}
