// expect: 5:9 error struct
struct s { int a; };
int main(void) {
  struct s v = {1}, w = {2};
  v = v + w;
  return v.a;
}
