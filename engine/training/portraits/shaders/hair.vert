// Light on hair, reckoned at the corners of the ribbons: Kajiya and Kay (1989), with the form of the whole head of hair.
in vec2 shade_of;  // brightness of the strand and its lock, 0 to 1
uniform vec3 skull, skull_size, hair;
uniform float gloss, volume;
out vec3 tint;

float shadow_at(vec3 place) {
  vec4 l = sunview * vec4(place, 1.);
  vec3 s = l.xyz / l.w * .5 + .5;
  float sum = 0.;
  for (int i = 0; i < 4; i++) {
    float depth = textureLod(shade, s.xy + (vec2(i & 1, i >> 1) - .5) * .012, 0.).r;
    sum += 1. - clamp((s.z - .010 - depth) * 60., 0., 1.);
  }
  return sum * .25;
}

void main() {
  vec3 p = points[corner.x], along = points[min(corner.x + 1, STEPS)] - points[max(corner.x - 1, 0)];
  if (p.z < -50.) { gl_Position = vec4(0., 0., 9., 1.); tint = vec3(0.); return; }
  float s = float(corner.x) / float(STEPS);
  vec3 v = normalize(eye - p), h = normalize(sun + v), t = normalize(along);
  vec3 hub = vec3(0., .95, min(p.z, .25));
  vec3 o = normalize(p - hub);
  float tl = dot(t, sun), th = dot(t, h);
  vec3 base = hair * (.66 + .40 * shade_of.x + .24 * shade_of.y);
  float shadow = mix(.10, 1., shadow_at(p + o * .05));
  float deep = clamp(length((p - skull) / (skull_size + .05 + .25 * volume)) * 2.2 - 1.6, 0., 1.);
  deep = mix(.42, 1., smoothstep(0., .35, s)) * mix(.58, 1., p.z > skull.z - .6 ? deep : 1.);
  float form = clamp(dot(o, sun) * .62 + .48, 0., 1.);
  float direct = mix(sqrt(max(1. - tl * tl, 0.)), 1., .35) * form * shadow;
  float one = pow(sqrt(max(1. - (th + .07) * (th + .07), 0.)), 60.);
  float two = pow(sqrt(max(1. - (th - .10) * (th - .10), 0.)), 18.);
  float facing = smoothstep(.0, .7, dot(o, h));
  vec3 c = deep * base * (direct * sunlight * .85 + mix(bounce, ambient, o.z * .5 + .5) * .95);
  c += deep * shadow * facing * sunlight * gloss * (.08 * one + .40 * hair * two);
  c += pow(1. - clamp(dot(o, v), 0., 1.), 2.5) * rim * (.08 + .9 * hair) * .8 * max(o.z * .6 + .5, 0.);
  tint = tone(c);
  gl_Position = view * vec4(corner_of(p, along, v, float(corner.y)), 1.);
}
