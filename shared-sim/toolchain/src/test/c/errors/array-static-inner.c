// expect: 2:22 error parameter
static int f(int a[2][static 3]) { return a[0][0]; }
int main(void) { return f(0); }
