// expect: 4:11 error s
struct s;
int f(struct s *p) {
  return p->x;
}
