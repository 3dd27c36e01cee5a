/* program.c: computes a sum, and prints two lines.
   SEED is your number. */
#include <stdio.h>

int main(void) {
  int sum = 0;

  for (int i = 1; i <= 10; i++) {
    sum = sum + i;
  }
  printf("The sum is %d.\n", sum);
  printf("Your number is %d.\n", SEED);
  return 0;
}
