// expect: 5:16 error int
struct s { int a; };
int main(void) {
  int n = 1;
  struct s v = n;
  return v.a;
}
