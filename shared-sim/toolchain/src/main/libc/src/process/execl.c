#include <unistd.h>

/* Arguments of a call are words on the stack, one behind the other (System V i386 ABI): the list is
   already the array that execve wants. */
#define ARGUMENTS(first) ((char *const *)&(first))

int execl(const char *path, const char *argument, ...) { return execv(path, ARGUMENTS(argument)); }

int execlp(const char *file, const char *argument, ...) {
  return execvp(file, ARGUMENTS(argument));
}

int execle(const char *path, const char *argument, ...) {
  char *const *last = ARGUMENTS(argument);
  while (*last) {
    last++;
  }
  return execve(path, ARGUMENTS(argument), *(char *const *const *)(last + 1));
}
