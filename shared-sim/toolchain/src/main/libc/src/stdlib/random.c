#include <stdlib.h>

long random(void) { return rand(); }

void srandom(unsigned seed) { srand(seed); }
