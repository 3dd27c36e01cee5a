// expect: 4:8 error x
struct s {
  int x;
  char x;
};
int main(void) { return 0; }
