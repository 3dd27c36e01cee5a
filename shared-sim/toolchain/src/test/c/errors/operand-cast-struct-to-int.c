// expect: 5:10 error struct
struct s { int a; };
int main(void) {
  struct s v = {1};
  return (int)v;
}
