// expect: 3:7 error function
struct s {
  int f(void);
};
int main(void) { return 0; }
