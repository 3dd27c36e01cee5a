#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

#include "../internal/exit.h"

int main(int count, char **arguments, char **environment);
void __start_c(long *stack);

char **environ;
char *program_invocation_name = "";
char *program_invocation_short_name = "";

static void name_program(char *path) {
  char *c;
  program_invocation_name = path;
  program_invocation_short_name = path;
  for (c = path; *c; c++) {
    if (*c == '/') {
      program_invocation_short_name = c + 1;
    }
  }
}

void __start_c(long *stack) {
  int count = (int)stack[0];
  char **arguments = (char **)(stack + 1);
  environ = arguments + count + 1;
  if (count > 0) {
    name_program(arguments[0]);
  }
  __run_constructors(count, arguments, environ);
  exit(main(count, arguments, environ));
}
