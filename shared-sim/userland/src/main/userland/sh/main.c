#include <errno.h>
#include <fcntl.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sh.h"

int shell_pid;
const char *message_name = "sh"; /* of what the shell has in common with programs */
const char *shell_name = "sh";
int option_errexit, option_nounset, option_xtrace, option_noglob, option_pipefail;
int option_interactive, option_noexec, option_allexport;
int in_subshell;
int at_line_start;

/* Where a shell that somebody types at goes on after an error. */
static jmp_buf prompt;

static struct input main_input;

void complain(const char *format, ...) {
  va_list list;
  fflush(stdout);
  fprintf(stderr, "%s: ", shell_name);
  va_start(list, format);
  vfprintf(stderr, format, list);
  va_end(list);
  fputc('\n', stderr);
}

void fail(const char *format, ...) {
  va_list list;
  fflush(stdout);
  fprintf(stderr, "%s: ", shell_name);
  va_start(list, format);
  vfprintf(stderr, format, list);
  va_end(list);
  fputc('\n', stderr);
  last_status = 2;
  if (option_interactive && !in_subshell) {
    longjmp(prompt, 1);
  }
  leave(2);
}

/* What runs, or is being typed, is given up. */
void back_to_prompt(void) {
  fflush(stdout);
  if (!at_line_start) {
    fputc('\n', stderr);
  }
  at_line_start = 0;
  last_status = 130;
  longjmp(prompt, 1);
}

void unterminated(const char *what) { fail("syntax error: unterminated %s", what); }

void leave(int status) {
  last_status = status;
  trap_exit();
  fflush(stdout);
  _exit(last_status);
}

/* Before each command, where somebody types. */
void begin_command(struct input *input) {
  if (input->is_typed && !in_subshell) {
    jobs_tell();
    input->prompt = "PS1";
  }
}

struct shell_option {
  char letter;
  const char *name;
  int *value;
};

static const struct shell_option options[] = {
    {'a', "allexport", &option_allexport}, {'e', "errexit", &option_errexit},
    {'f', "noglob", &option_noglob},       {'i', "interactive", &option_interactive},
    {'n', "noexec", &option_noexec},       {'u', "nounset", &option_nounset},
    {'x', "xtrace", &option_xtrace},       {0, "pipefail", &option_pipefail}};

int set_option(char letter, int on) {
  size_t i;
  for (i = 0; i < sizeof options / sizeof *options; i++) {
    if (options[i].letter == letter) {
      *options[i].value = on;
      return 1;
    }
  }
  return letter == 'm' || letter == 'b' || letter == 'h' || letter == 's' || letter == 'v';
}

static int set_named_option(const char *name, int on) {
  size_t i;
  for (i = 0; i < sizeof options / sizeof *options; i++) {
    if (strcmp(options[i].name, name) == 0) {
      *options[i].value = on;
      return 1;
    }
  }
  return strcmp(name, "monitor") == 0 || strcmp(name, "vi") == 0;
}

static void print_options(int as_commands) {
  size_t i;
  for (i = 0; i < sizeof options / sizeof *options; i++) {
    if (as_commands) {
      printf("set %co %s\n", *options[i].value ? '-' : '+', options[i].name);
    } else {
      printf("%-16s%s\n", options[i].name, *options[i].value ? "on" : "off");
    }
  }
}

/* Options of the shell and of set; returns 2 when -c was among them, and else 1 when they were
   ended by "--". */
int apply_options(int count, char **arguments, int *next) {
  int commands = 0;
  while (*next < count) {
    const char *argument = arguments[*next];
    int on = *argument == '-';
    const char *letter;
    if ((*argument != '-' && *argument != '+') || !argument[1]) {
      break;
    }
    ++*next;
    if (strcmp(argument, "--") == 0) {
      return commands ? commands : 1;
    }
    for (letter = argument + 1; *letter; letter++) {
      if (*letter == 'o') {
        if (*next >= count) {
          print_options(!on);
        } else if (!set_named_option(arguments[(*next)++], on)) {
          fail("set: illegal option %co %s", on ? '-' : '+', arguments[*next - 1]);
        }
      } else if (*letter == 'c') {
        commands = 2;
      } else if (!set_option(*letter, on)) {
        fail("set: illegal option %c%c", on ? '-' : '+', *letter);
      }
    }
  }
  return commands;
}

static void take_arguments(int count, char **arguments) {
  positional_set(copy_vector(arguments, count), count);
}

static int run_file(const char *name, int count, char **arguments) {
  int file = open(name, O_RDONLY);
  int high;
  if (file < 0) {
    complain("can't open '%s': %s", name, strerror(errno));
    return 2;
  }
  shell_name = name;
  take_arguments(count, arguments);
  high = fcntl(file, F_DUPFD, 10);
  close(file);
  fcntl(high, F_SETFD, FD_CLOEXEC);
  input_of_descriptor(&main_input, high, 1);
  return run_input(&main_input);
}

static int run_command_string(char *text, int count, char **arguments) {
  struct input input;
  if (count > 0) {
    shell_name = arguments[0];
    take_arguments(count - 1, arguments + 1);
  }
  input_of_string(&input, text);
  return run_input(&input);
}

static int run_standard_input(void) {
  int status;
  input_of_descriptor(&main_input, 0, 0);
  if (isatty(0) && isatty(2)) {
    option_interactive = 1;
  }
  if (option_interactive) {
    interactive_begin();
    jobs_begin();
    main_input.is_typed = 1;
    if (setjmp(prompt)) {
      run_given_up();
      main_input.next = main_input.end;
      main_input.pushed_count = 0;
      main_input.in_line = 0;
    }
  }
  do {
    status = run_input(&main_input);
  } while (jump == JUMP_NONE && jobs_hold_exit());
  return status;
}

int main(int count, char **arguments) {
  int next = 1;
  int kind;
  int status;
  int is_login;
  const char *slash;
  if (count > 0) {
    shell_name = arguments[0] + (arguments[0][0] == '-');
    slash = strrchr(shell_name, '/');
    shell_name = slash ? slash + 1 : shell_name;
  }
  shell_pid = getpid();
  variables_begin(environ);
  is_login = count > 0 && arguments[0][0] == '-';
  kind = apply_options(count, arguments, &next);
  if (is_login && access("/etc/profile", R_OK) == 0) {
    run_string(". /etc/profile");
  }
  if (kind == 2) {
    if (next >= count) {
      fail("-c requires an argument");
    }
    status = run_command_string(arguments[next], count - next - 1, arguments + next + 1);
  } else if (next < count) {
    status = run_file(arguments[next], count - next - 1, arguments + next + 1);
  } else {
    take_arguments(0, arguments);
    status = run_standard_input();
  }
  leave(jump == JUMP_NONE ? status : last_status);
}
