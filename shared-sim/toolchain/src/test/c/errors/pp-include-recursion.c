// expect: 3:10 error deep
#include <stddef.h>
#include "pp-include-recursion.c"
int main(void) { return 0; }
