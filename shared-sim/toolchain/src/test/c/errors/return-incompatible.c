// expect: 4:10 error type
struct s { int a; };
int f(struct s v) {
  return v;
}
