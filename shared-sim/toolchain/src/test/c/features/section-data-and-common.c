#include <stdio.h>

int common_like[4];
static char bss[1000];
static const char rodata[] = "read only";
static int data[3] = {1, 2, 3};
static int in_own __attribute__((section(".mydata"))) = 17;
static const int in_own_ro __attribute__((section(".myrodata"))) = 18;
static int *pointer = &in_own;

__attribute__((section(".text.other"), noinline)) static int code(void) { return *pointer + in_own_ro; }

int main(void) {
  in_own++;
  common_like[3] = bss[999] + data[2];
  printf("%d %d %s\n", code(), common_like[3], rodata);
  return 0;
}
