// expect: 6:12 error type
struct s { int a; };
int f(int);
int main(void) {
  struct s v = {1};
  return f(v);
}
