// expect: 3:33 warning strcmp
#include <stdio.h>
int f(char *name) { return name == "root"; }
