/* program.c: four pointers that a program should not have. The kernel starts it
   four times; its argument says which pointer is to be tried. */
#include <unistd.h>

#define SECRET ((const char *)0x8400)      /* the kernel's secret */
#define ENTRY ((unsigned *)0xA020)         /* of the page that holds it */

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

int have_it_written(void) {
  return write(STDOUT_FILENO, SECRET, 28);
}

int main(int count, char **arguments) {
  switch (arguments[1][0]) {
    case '1': return read_null();
    case '2': return read_secret();
    case '3': return write_entry();
    default: return have_it_written();
  }
}
