/* Traps (XCU 2.14, trap). */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../common/signals.h"
#include "sh.h"

enum { COUNT = SIGNAL_NAMES };

/* Commands by signal; an empty one ignores it. */
static char *commands[COUNT];
static volatile int pending[COUNT];
static volatile int any_pending;
volatile int interrupted; /* the signal, or 0 */

/* Somebody who types at the shell wants what it does to end. */
static volatile int typed_interrupt;

static void handle(int number, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigaction(number, &action, NULL);
}

static void interrupt(int signal_number) {
  typed_interrupt = 1;
  interrupted = signal_number;
}

/* A shell that is typed at outlives these (XCU sh, asynchronous events). */
void interactive_begin(void) {
  handle(SIGTERM, SIG_IGN);
  handle(SIGQUIT, SIG_IGN);
  handle(SIGINT, interrupt);
}

/* With job control it is stopped by nothing that the terminal says, and may always take it. */
void interactive_stops(void) {
  handle(SIGTSTP, SIG_IGN);
  handle(SIGTTIN, SIG_IGN);
  handle(SIGTTOU, SIG_IGN);
}

/* Its programs do not, and those in a group of their own can be stopped. */
void interactive_end(int has_group) {
  static const int numbers[] = {SIGTERM, SIGQUIT, SIGINT, SIGTSTP, SIGTTIN, SIGTTOU};
  size_t count = has_group ? sizeof numbers / sizeof *numbers : 3;
  size_t i;
  for (i = 0; i < count; i++) {
    if (!commands[numbers[i]]) {
      handle(numbers[i], SIG_DFL);
    }
  }
  typed_interrupt = 0;
}

static void note(int signal_number) {
  pending[signal_number] = 1;
  any_pending = 1;
  interrupted = signal_number;
}

void traps_run(void) {
  int i;
  interrupted = 0;
  if (typed_interrupt) {
    typed_interrupt = 0;
    back_to_prompt();
  }
  while (any_pending) {
    any_pending = 0;
    for (i = 1; i < COUNT; i++) {
      if (pending[i] && commands[i]) {
        int status = last_status;
        char *command = strdup(commands[i]);
        pending[i] = 0;
        run_string(command);
        free(command);
        last_status = status;
      }
    }
  }
}

/* In a subshell, traps are those of its parent no more, but what is ignored stays so. */
void traps_forget(void) {
  int i;
  for (i = 0; i < COUNT; i++) {
    if (commands[i] && *commands[i]) {
      if (i) {
        signal(i, SIG_DFL);
      }
      free(commands[i]);
      commands[i] = NULL;
    }
    pending[i] = 0;
  }
  any_pending = 0;
}

void trap_exit(void) {
  char *command = commands[0];
  commands[0] = NULL;
  if (command) {
    int status = last_status;
    jump = JUMP_NONE;
    run_string(command);
    free(command);
    last_status = status;
  }
}

static void set(int number, const char *command) {
  free(commands[number]);
  commands[number] = command ? strdup(command) : NULL;
  if (number) {
    handle(number, !command ? SIG_DFL : *command ? note : SIG_IGN);
  }
  if (!command && option_interactive && !in_subshell) {
    interactive_begin();
    if (option_monitor) {
      interactive_stops();
    }
  }
}

static void print_all(void) {
  int i;
  for (i = 0; i < COUNT; i++) {
    if (commands[i]) {
      printf("trap -- '%s' %s\n", commands[i], signal_names[i]);
    }
  }
}

int builtin_trap(int count, char **arguments) {
  const char *command = NULL;
  int i = 1;
  if (i < count && strcmp(arguments[i], "--") == 0) {
    i++;
  }
  if (i >= count) {
    print_all();
    return 0;
  }
  if (count - i > 1 && signal_number(arguments[i]) < 0) {
    command = strcmp(arguments[i], "-") == 0 ? NULL : arguments[i];
    i++;
  } else if (count - i > 1 && strcmp(arguments[i], "-") == 0) {
    i++;
  }
  for (; i < count; i++) {
    int number = signal_number(arguments[i]);
    if (number < 0 || number >= COUNT) {
      complain("trap: %s: invalid signal specification", arguments[i]);
      return 1;
    }
    set(number, command);
  }
  return 0;
}
