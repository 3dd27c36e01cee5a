// expect: 2:19 error declaration without a body
int f(int n, int a[*]) { return a[n - 1]; }
