// expect: 7:7 error struct
struct s { int a; };
struct t { int a; };
int main(void) {
  struct s v = {1};
  struct t w = {2};
  v = w;
  return v.a;
}
