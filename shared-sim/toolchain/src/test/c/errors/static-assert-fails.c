// expect: 2:1 error assertion int is small
_Static_assert(sizeof(int) == 2, "int is small");
int main(void) { return 0; }
