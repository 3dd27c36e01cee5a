// expect: 2:13 error initial
typedef int T = 5;
int main(void) { return 0; }
