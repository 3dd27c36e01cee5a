// expect: 2:18 error a
#define TWICE(a, a) a
int main(void) { return 0; }
