// expect: 3:7 error v
struct s {
  int v[];
  int n;
};
int main(void) { return 0; }
