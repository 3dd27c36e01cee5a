// expect: 5:12 error ->
struct s { int x; };
int main(void) {
  struct s v = {1}, *p = &v;
  return p.x;
}
