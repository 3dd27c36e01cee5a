// expect: 4:11 error constant
int n = 3;
struct s {
  int a : n;
};
int main(void) { return 0; }
