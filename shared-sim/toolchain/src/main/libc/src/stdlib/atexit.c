#include <stdlib.h>

#include "../internal/exit.h"

/* C11 7.22.4.2 asks for 32. */
#define LIMIT 128

struct exit_function {
  void (*function)(int, void *);
  void *argument;
};

static struct exit_function registered[LIMIT];
static int count;

static void run(int status) {
  /* A function may register another one. */
  while (count > 0) {
    struct exit_function *last = &registered[--count];
    last->function(status, last->argument);
  }
}

int on_exit(void (*function)(int, void *), void *argument) {
  if (count == LIMIT) {
    return -1;
  }
  __run_exit_functions = run;
  registered[count].function = function;
  registered[count].argument = argument;
  count++;
  return 0;
}

static void call_plain(int status, void *function) {
  (void)status;
  ((void (*)(void))function)();
}

int atexit(void (*function)(void)) { return on_exit(call_plain, (void *)function); }
