// What every shader here shares: turning the head, soft shadows, tones, noise of whole numbers.
uniform vec3 eye, sun, sunlight, ambient, bounce, rim;
uniform mat4 view, sunview;
uniform sampler2D shade;
uniform vec2 turn;  // yaw, pitch of the head, radians

const vec3 PIVOT = vec3(0., 1.05, -1.2);  // of the neck

mat3 turned(float yaw, float pitch) {
  float c = cos(yaw), s = sin(yaw), a = cos(pitch), b = sin(pitch);
  return mat3(c, s, 0., -s, c, 0., 0., 0., 1.) * mat3(1., 0., 0., 0., a, b, 0., -b, a);
}

mat3 turned_at(float height) {  // shoulders stay, the head turns, the neck lies between
  float w = smoothstep(-3.6, -1.75, height);
  return turned(turn.x * w, turn.y * w);
}

float lit(vec3 place, float bias) {
  vec4 l = sunview * vec4(place, 1.);
  vec3 s = l.xyz / l.w * .5 + .5;
  float sum = 0.;
  const vec2 AROUND[5] = vec2[](vec2(0.), vec2(.006, .002), vec2(-.002, .006), vec2(-.006, -.002), vec2(.002, -.006));
  for (int i = 0; i < 5; i++) {
    float depth = textureLod(shade, s.xy + AROUND[i], 0.).r;
    sum += 1. - clamp((s.z - bias - depth) * 140., 0., 1.);
  }
  return sum / 5.;
}

vec3 tone(vec3 c) {
  c = max(c * 1.30 / (1. + .50 * c), 0.);
  return pow(c, vec3(1. / 2.2));
}

uniform sampler3D grain;  // 32 a side, made of whole numbers: every OpenGL then draws the same grain
float noise(vec3 x) {
  vec3 i = floor(x), f = fract(x);
  return textureLod(grain, (i + f * f * (3. - 2. * f) + .5) / 32., 0.).r;
}

float bump(float x, float centre, float width) {
  float d = (x - centre) / width;
  return exp(-d * d);
}

// How far a place of the unchanged head lies inside the hairline: above 0 there is hair.
uniform float recede;
float hairline(vec3 q) {
  const float AT[8] = float[](0., .15, .30, .38, .45, .60, .80, 1.);
  const float Z[8] = float[](1.16, 1.12, .74, .50, -.15, -.95, -1.35, -1.5);
  float t = atan(abs(q.x), 1.5 - q.y) / 3.14159265;
  float z = Z[7];
  for (int i = 0; i < 7; i++)
    if (t < AT[i + 1]) { z = mix(Z[i], Z[i + 1], (t - AT[i]) / (AT[i + 1] - AT[i])); break; }
  float inside = q.z - z;
  float crown = length(vec2(q.x / (.75 + .35 * recede), max(q.y - .05 - .4 * recede, 0.) / (.25 + 1.2 * recede)));  // bald from the front and on top
  float temples = .5 * recede * bump(abs(q.x), .75, .3) * step(q.y, .9);
  float bald = (.25 + recede) * 2.4 * (1. - smoothstep(.75, 1.15, crown)) * smoothstep(.75, 1.05, q.z);
  return min(inside - temples, mix(inside, .3 - bald, smoothstep(0., .1, recede)));
}
