// expect: 2:26 error alignas
typedef _Alignas(16) int t;
int main(void) { return 0; }
