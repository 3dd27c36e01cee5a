// expect: 3:7 error width
struct s {
  int a : 33;
};
int main(void) { return 0; }
