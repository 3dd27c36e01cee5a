// expect: 4:13 error s
struct s;
int f(struct s *p) {
  return p->x;
}
