// expect: 3:14 error extern
int main(void) {
  extern int a = 5;
  return a;
}
