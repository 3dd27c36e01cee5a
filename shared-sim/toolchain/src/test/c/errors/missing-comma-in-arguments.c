// expect: 3:28 error expected
int f(int, int);
int main(void) { return f(1 2); }
