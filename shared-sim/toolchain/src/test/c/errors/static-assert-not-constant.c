// expect: 3:16 error constant
int n = 1;
_Static_assert(n, "n");
int main(void) { return 0; }
