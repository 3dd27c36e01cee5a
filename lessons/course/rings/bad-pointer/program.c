/* program.c: seven pointers that a program should not have. The kernel starts
   it seven times; its argument says which pointer is to be tried. */
#include <unistd.h>

#define SECRET ((const char *)0x8400)      /* the kernel's secret */
#define ENTRY ((unsigned *)0xA020)         /* of the page that holds it */
#define BEHIND_STACK ((int *)0x200000)     /* one word too far */
#define KERNEL ((void (*)(void))0x7C00)    /* the kernel's first instruction */

int read_null(void) {
  const int *pointer = 0;
  return *pointer;
}

int read_secret(void) {
  const char *pointer = SECRET;
  return *pointer;
}

int write_entry(void) {
  unsigned *pointer = ENTRY;
  *pointer = 0x8007;
  return 0;
}

int write_behind_stack(void) {
  int *pointer = BEHIND_STACK;
  *pointer = 1;
  return 0;
}

int write_code(void) {
  unsigned char *pointer = (unsigned char *)write_code;
  *pointer = 0x55; /* push ebp, what it begins with anyway */
  return 0;
}

int jump_to_kernel(void) {
  void (*pointer)(void) = KERNEL;
  pointer();
  return 0;
}

int have_it_written(void) {
  return write(STDOUT_FILENO, SECRET, 28);
}

int main(int count, char **arguments) {
  switch (arguments[1][0]) {
    case '1': return read_null();
    case '2': return read_secret();
    case '3': return write_entry();
    case '4': return write_behind_stack();
    case '5': return write_code();
    case '6': return jump_to_kernel();
    default: return have_it_written();
  }
}
