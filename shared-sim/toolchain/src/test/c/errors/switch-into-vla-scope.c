// expect: 6:5 error computed
static int f(int n) {
  switch (n) {
    case 1:;
      int a[n];
    case 2: return sizeof a;
  }
  return 0;
}
int main(void) { return f(2); }
