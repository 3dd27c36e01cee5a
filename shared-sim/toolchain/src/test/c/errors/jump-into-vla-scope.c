// expect: 3:19 error computed
static int f(int n) {
  if (n > 3) goto inside;
  int a[n];
  a[0] = n;
inside:
  return n + sizeof a;
}
int main(void) { return f(2); }
