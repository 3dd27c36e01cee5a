// expect: 5:13 error struct
struct s { int a; };
int main(void) {
  struct s v = {1};
  int n = 1 ? v : 2;
  return n;
}
