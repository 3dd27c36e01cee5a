/* awk(1): looks for patterns in what it reads, and does something with them. */
#include "awk.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../tools/programs.h"

extern char **environ;

static void set_text(enum special which, const char *text) {
  special(which)->value = text_value(string_of(text, strlen(text)));
}

static void set_element(enum special array, const char *key, const char *text) {
  struct string *name = string_of(key, strlen(key));
  struct cell *cell = special(array);
  struct element *element;
  if (!cell->array) {
    cell->array = new_array();
  }
  element = find(cell->array, name, 1);
  drop(&element->value);
  element->value = input_value(text, strlen(text));
  release(name);
}

static void set_up(int count, char **arguments) {
  char number[16];
  char **at;
  int i;
  set_text(V_FS, " ");
  set_text(V_OFS, " ");
  set_text(V_ORS, "\n");
  set_text(V_RS, "\n");
  set_text(V_SUBSEP, "\034");
  set_text(V_CONVFMT, "%.6g");
  set_text(V_OFMT, "%.6g");
  set_number(V_NF, 0);
  set_number(V_NR, 0);
  set_number(V_FNR, 0);
  set_number(V_RSTART, 0);
  set_number(V_RLENGTH, -1);
  set_number(V_ARGC, count);
  special(V_ENVIRON)->array = new_array();
  for (at = environ; at && *at; at++) {
    const char *equals = strchr(*at, '=');
    if (equals) {
      char *name = strndup(*at, (size_t)(equals - *at));
      set_element(V_ENVIRON, name, equals + 1);
      free(name);
    }
  }
  for (i = 0; i < count; i++) {
    sprintf(number, "%d", i);
    set_element(V_ARGV, number, arguments[i]);
  }
}

static void append_file(char **program, const char *name) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  size_t length = *program ? strlen(*program) : 0;
  int c;
  if (!file) {
    die(2, "couldn't open file \"%s\": %s", name, strerror(errno));
  }
  *program = reallocate(*program, length + 2);
  while ((c = getc(file)) != EOF) {
    *program = reallocate(*program, length + 3);
    (*program)[length++] = (char)c;
  }
  (*program)[length++] = '\n';
  (*program)[length] = 0;
  if (file != stdin) {
    fclose(file);
  }
}

static void usage(void) {
  fputs(
      "usage: awk [-F value] [-v var=value] [--] 'program text' [file ...]\n"
      "       awk [-F value] [-v var=value] -f program-file [--] [file ...]\n",
      stderr);
  exit(2);
}

int awk_main(int count, char **arguments) {
  char *program = NULL;
  char *separator = NULL;
  char **assignments = allocate(((size_t)count + 1) * sizeof *assignments);
  int assignment_count = 0;
  int option;
  int status;
  int i;
  while ((option = getopt(count, arguments, "+F:v:f:")) != -1) {
    switch (option) {
      case 'F':
        separator = strcmp(optarg, "t") == 0 ? "\t" : optarg;
        break;
      case 'v':
        if (!strchr(optarg, '=') || *optarg == '=') {
          die(2, "improper assignment: -v %s", optarg);
        }
        assignments[assignment_count++] = optarg;
        break;
      case 'f':
        append_file(&program, optarg);
        break;
      default:
        usage();
    }
  }
  if (!program) {
    if (optind >= count) {
      usage();
    }
    program = arguments[optind++];
  }
  arguments[optind - 1] = "awk";
  set_up(count - optind + 1, arguments + optind - 1);
  if (separator) {
    drop(&special(V_FS)->value);
    special(V_FS)->value = text_value(unescaped(separator, strlen(separator)));
  }
  for (i = 0; i < assignment_count; i++) {
    set_from_command_line(assignments[i]);
  }
  free(assignments);
  read_program(program);
  status = run_program();
  if (close_all()) {
    fprintf(stderr, "awk: write failure\n");
    return 2;
  }
  return status ? status : tool_status;
}
