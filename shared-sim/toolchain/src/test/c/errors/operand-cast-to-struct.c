// expect: 5:16 error struct
struct s { int a; };
int main(void) {
  int n = 1;
  struct s v = (struct s)n;
  return v.a;
}
