// expect: 2:53 error initializer too large
static const int a[0x1000000] = {[0 ... 0xffffff] = 1};
int main(void) { return a[0]; }
