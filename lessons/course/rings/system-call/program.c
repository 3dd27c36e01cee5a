/* program.c: it prints three lines, and then asks for two things that it will
   not get. SEED is your number. */
#include <errno.h>
#include <stdio.h>
#include <sys/syscall.h>
#include <unistd.h>

#define KERNEL_MEMORY ((const char *)0x7C00)
#define NO_SUCH_CALL 999

int main(void) {
  long result;
  int error;

  printf("Good morning.\n");
  printf("The gate is open.\n");
  printf("Your number is %d.\n", SEED);

  result = syscall(NO_SUCH_CALL);
  error = errno;
  printf("%ld, errno %d\n", result, error);

  result = write(STDOUT_FILENO, KERNEL_MEMORY, 5);
  error = errno;
  printf("%ld, errno %d\n", result, error);
  return 0;
}
