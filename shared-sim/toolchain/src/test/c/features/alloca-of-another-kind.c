#include <stdio.h>

static void *alloca(unsigned bytes);

static char room[16];

static void *mine(unsigned bytes) {
  printf("mine %u\n", bytes);
  return room;
}

static void *alloca(unsigned bytes) {
  printf("own %u\n", bytes);
  return room;
}

int main(void) {
  alloca(3);
  void *(*alloca)(unsigned) = mine;
  alloca(5);
  return 0;
}
