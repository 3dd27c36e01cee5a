// expect: 3:7 error width
struct s {
  int a : 0;
};
int main(void) { return 0; }
