// expect: 3:10 error double
struct s {
  double a : 3;
};
int main(void) { return 0; }
