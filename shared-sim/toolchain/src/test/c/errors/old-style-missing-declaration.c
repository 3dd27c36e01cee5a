// expect: 2:21 error b
int f(a) int a; int b; { return a; }
int main(void) { return f(1); }
