// expect: 3:7 error =
#define A 1
#if A = 1
#endif
int main(void) { return 0; }
