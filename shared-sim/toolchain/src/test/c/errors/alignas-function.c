// expect: 2:18 error alignas
_Alignas(16) int f(void);
int main(void) { return 0; }
