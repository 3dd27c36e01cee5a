// expect: 2:18 error parameter
int f(static int a) { return a; }
int main(void) { return 0; }
