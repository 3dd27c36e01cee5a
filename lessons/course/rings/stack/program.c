/* program.c: calls, and one text that is too long. SEED is your number. */
#include <stdio.h>
#include <string.h>

int factorial(int n) {
  int rest;
  if (n <= 1) {
    return 1;
  }
  rest = factorial(n - 1);
  return n * rest;
}

void never_called(void) {
  puts("Nobody has called me.");
}

void greet(const char *name) {
  char text[8];
  strcpy(text, name);
  printf("Hello, %s.\n", text);
}

int main(void) {
  int product = factorial(SEED % 4 + 4);
  printf("%d\n", product);
  greet("Anna");
  greet("Annabel the Long");
  return 0;
}
