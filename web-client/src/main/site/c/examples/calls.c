/*
 * Each call gets a frame of its own on the stack: its arguments, where it
 * returns to, and its variables. Go line by line with J and watch the frames
 * come and go; Shift J goes back, Q goes out of a call.
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
