// expect: 2:30 error alignas
static int f(_Alignas(8) int x) { return x; }
int main(void) { return f(0); }
