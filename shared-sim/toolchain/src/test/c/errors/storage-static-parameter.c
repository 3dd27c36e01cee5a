// expect: 2:7 error parameter
int f(static int a) { return a; }
int main(void) { return 0; }
