in vec2 at;
out vec4 colour;
uniform vec3 near, far;
uniform vec2 glow;
void main() {  // a wall with a pool of light, darker towards the corners
  float r = length(at - glow);
  vec3 c = mix(near, far, smoothstep(.1, 1.9, r));
  colour = vec4(pow(c * (1. - .14 * dot(at, at) * .5), vec3(1. / 2.2)), 1.);
}
