// expect: 2:22 error power
int a __attribute__((aligned(3)));
int main(void) { return a; }
