// expect: 5:15 error bit-field
struct s { int a : 3; };
int main(void) {
  struct s v = {1};
  return (int)sizeof v.a;
}
