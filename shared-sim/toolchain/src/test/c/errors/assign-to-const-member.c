// expect: 5:7 error const
struct s { const int a; };
int main(void) {
  struct s v = {1};
  v.a = 2;
  return v.a;
}
