// expect: 3:14 error T
typedef int T;
typedef char T;
int main(void) { return 0; }
