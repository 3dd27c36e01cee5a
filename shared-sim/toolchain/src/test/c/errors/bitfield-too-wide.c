// expect: 3:11 error width
struct s {
  int a : 33;
};
int main(void) { return 0; }
