/*
 * A program of your own, in ring 3. Change it, then compile it: Ctrl Enter.
 * Every line that printf writes leaves through one gate: INT 0x80, the system
 * call. J goes to the next line, V shows what the gate has checked.
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
