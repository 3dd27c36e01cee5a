// expect: 5:13 error pointer
struct s { int x; };
int main(void) {
  struct s v = {1};
  return v->x;
}
