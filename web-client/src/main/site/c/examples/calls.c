/*
 * Each call gets a frame on the stack: its arguments,
 * where it returns to, its variables. J goes on by a
 * line, Shift J back, Q out of a call: watch them.
 */
#include <stdio.h>

struct step {
    int disk;
    char from, to;
};

static struct step last;
static int moves;

static void move(int disks, char from, char to, char by) {
    if (disks == 0)
        return;
    move(disks - 1, from, by, to);
    last = (struct step){disks, from, to};
    moves++;
    printf("disk %d: %c to %c\n", disks, from, to);
    move(disks - 1, by, to, from);
}

int main(void) {
    move(3, 'A', 'C', 'B');
    printf("%d moves\n", moves);
    return 0;
}
