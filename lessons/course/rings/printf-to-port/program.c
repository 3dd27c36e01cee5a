/* program.c: it prints three lines, asks for something that it will not get, and
   prints one line twice, by two doors. SEED is your number. */
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#define NO_SUCH_CALL 999

static const char line[] = "The same line.\n";

/* As write, but by SYSENTER. The kernel wants ESP in ECX, and in EDX where the
   program goes on: SYSEXIT takes both from there. */
static int fast_write(const char *text, int length) {
  int result;
  __asm__ volatile(
      "movl %%esp, %%ecx\n\t"
      "movl $1f, %%edx\n\t"
      "sysenter\n"
      "1:"
      : "=a"(result)
      : "a"(SYS_write), "b"(STDOUT_FILENO), "S"(text), "D"(length)
      : "ecx", "edx", "memory");
  return result;
}

int main(void) {
  long result;
  int error;

  printf("Good morning.\n");
  printf("The gate is open.\n");
  printf("Your number is %d.\n", SEED);

  result = syscall(NO_SUCH_CALL);
  error = errno;
  printf("%ld, errno %d\n", result, error);

  write(STDOUT_FILENO, line, sizeof line - 1);
  fast_write(line, sizeof line - 1);
  return 0;
}
