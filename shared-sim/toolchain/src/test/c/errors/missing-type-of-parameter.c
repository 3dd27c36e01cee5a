// expect: 2:14 error type
int f(int a, b) { return a; }
int main(void) { return f(1, 2); }
