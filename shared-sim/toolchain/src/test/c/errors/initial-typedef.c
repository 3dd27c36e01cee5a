// expect: 2:17 error initial
typedef int T = 5;
int main(void) { return 0; }
