/*
 * A program of your own, in ring 3. Change it, then
 * compile it: Ctrl Enter. J goes to the next line.
 * What printf writes leaves through a gate: see V.
 */
#include <stdio.h>

int greeted;

int main(void) {
    const char *name = "ring 3";
    for (int i = 1; i <= 3; i++) {
        printf("%d: hello from %s\n", i, name);
        greeted = i;
    }
    return 0;
}
