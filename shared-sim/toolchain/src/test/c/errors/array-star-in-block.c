// expect: 3:8 error declaration without a body
int f(void) {
  int a[*];
  return sizeof a;
}
