// expect: 6:7 error type
struct s { int a; };
int main(void) {
  struct s v = {1};
  int a = 0;
  a = v;
  return a;
}
