/* seccomp: a program that may only make some system calls, said in words. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <unistd.h>

#include "bpf.h"
#include "callnames.h"
#include "programs.h"

#define LOG_REFUSALS 2
#define USAGE 125
#define MOST_CONDITIONS 6
#define MOST_TOGETHER 200

struct condition {
  int argument;
  unsigned mask, value;
  unsigned char code, negates;
};

static struct filter filter;
static int room;

/* Where errors are; line 0 is a rule of the command line. */
static const char *source;
static int line;

static unsigned fallback = ALLOW;
static int fallback_given, allows;

static void __attribute__((noreturn)) wrong(const char *what, const char *word) {
  if (line) {
    die(USAGE, "%s:%d: %s '%s'", source, line, what, word);
  }
  die(USAGE, "%s '%s'", what, word);
}

static int add(unsigned short code, int when_true, int when_false, unsigned number) {
  struct instruction one = {code, (unsigned char)when_true, (unsigned char)when_false, number};
  if (filter.length == room) {
    room = room ? 2 * room : 64;
    filter.program = reallocate(filter.program, (size_t)room * sizeof one);
  }
  if (filter.length == MOST_INSTRUCTIONS) {
    die(USAGE, "a filter has %d instructions at most", MOST_INSTRUCTIONS);
  }
  filter.program[filter.length] = one;
  return filter.length++;
}

/* The next word, which ends with a space or a comma; NULL at the end of the rule. */
static char *next_word(char **rest) {
  char *word = *rest + strspn(*rest, " \t,");
  size_t length = strcspn(word, " \t,");
  if (!length) {
    return NULL;
  }
  *rest = word + length;
  if (**rest) {
    *(*rest)++ = 0;
  }
  return word;
}

static unsigned action_of(const char *word, char **rest) {
  static const char *const names[] = {"allow", "kill", "kill-thread", "trap", "log", "trace"};
  static const unsigned values[] = {ALLOW, KILL_PROCESS, KILL_THREAD, TRAP, LOG, TRACE};
  unsigned i;
  char *after;
  for (i = 0; i < sizeof values / sizeof *values; i++) {
    if (strcmp(word, names[i]) == 0) {
      return values[i];
    }
  }
  if (strcmp(word, "errno") != 0) {
    wrong("unknown action", word);
  }
  after = *rest + strspn(*rest, " \t,");
  if (*after == 'E') {
    char *name = next_word(rest);
    int number = error_number(name);
    if (number < 0) {
      wrong("unknown error", name);
    }
    return ERRNO | (unsigned)number;
  }
  return ERRNO | EPERM;
}

static unsigned number_of(const char *word) {
  char *end;
  unsigned long value = strtoul(word, &end, 0);
  int error;
  if (end == word || *end) {
    error = error_number(word);
    if (error < 0) {
      if (strchr("/\"'.", *word)) {
        wrong("an argument is a number; a filter cannot look behind a pointer:", word);
      }
      wrong("not a number:", word);
    }
    return (unsigned)error;
  }
  return (unsigned)value;
}

static void read_sign(struct condition *one, const char *sign) {
  static const struct {
    const char *text;
    unsigned char code, negates;
  } signs[] = {{"==", IF_EQUAL, 0}, {"!=", IF_EQUAL, 1},    {">", IF_ABOVE, 0},
               {"<=", IF_ABOVE, 1}, {">=", IF_AT_LEAST, 0}, {"<", IF_AT_LEAST, 1}};
  unsigned i;
  for (i = 0; i < 6; i++) {
    if (strcmp(sign, signs[i].text) == 0) {
      one->code = signs[i].code;
      one->negates = signs[i].negates;
      return;
    }
  }
  wrong("not a comparison:", sign);
}

/* "arg0 == 2", or "arg1 & 0x3 == 1". */
static struct condition read_condition(char **rest) {
  struct condition one = {0, ~0U, 0, 0, 0};
  char *name = next_word(rest), *sign = next_word(rest), *value;
  if (!name || strncmp(name, "arg", 3) != 0 || name[3] < '0' || name[3] > '5' || name[4]) {
    wrong("a condition begins with arg0 to arg5, not", name ? name : "");
  }
  one.argument = name[3] - '0';
  value = next_word(rest);
  if (sign && value && strcmp(sign, "&") == 0) {
    one.mask = number_of(value);
    sign = next_word(rest);
    value = next_word(rest);
  }
  if (!sign || !value) {
    wrong("a condition ends too early:", name);
  }
  read_sign(&one, sign);
  one.value = number_of(value);
  return one;
}

/* Calls of one rule, a jump for each, to the action behind them. */
static void add_calls(const int *calls, int count, unsigned action) {
  int i;
  for (i = 0; i < count; i++) {
    int last = i == count - 1;
    add(IF_EQUAL, count - 1 - i, last, (unsigned)calls[i]);
  }
  add(RETURN, 0, 0, action);
}

/* A call whose arguments count: where one is another, the rest of the filter is asked. */
static void add_conditional(int call, const struct condition *all, int count, unsigned action) {
  int length = 1, i;
  for (i = 0; i < count; i++) {
    length += all[i].mask == ~0U ? 2 : 3;
  }
  add(IF_EQUAL, 0, length + 1, (unsigned)call);
  for (i = 0; i < count; i++) {
    add(LOAD, 0, 0, (unsigned)LOW_HALF(all[i].argument));
    if (all[i].mask != ~0U) {
      add(AND, 0, 0, all[i].mask);
    }
    length -= all[i].mask == ~0U ? 2 : 3;
    add(all[i].code, all[i].negates ? length : 0, all[i].negates ? 0 : length, all[i].value);
  }
  add(RETURN, 0, 0, action);
  add(LOAD, 0, 0, NUMBER_OF_CALL);
}

/* ACTION CALL ... [if CONDITION [and CONDITION] ...] */
static void add_rule(char *text) {
  int calls[MOST_TOGETHER], count = 0, conditions = 0, i;
  struct condition all[MOST_CONDITIONS];
  char *rest = text, *word;
  unsigned action;
  int is_default;
  text[strcspn(text, "#\n")] = 0;
  word = next_word(&rest);
  if (!word) {
    return;
  }
  is_default = strcmp(word, "default") == 0;
  word = is_default ? next_word(&rest) : word;
  action = action_of(word ? word : "", &rest);
  if (is_default) {
    fallback = action;
    fallback_given = 1;
    if ((word = next_word(&rest))) {
      wrong("a default names no call:", word);
    }
    return;
  }
  allows |= action == ALLOW;
  while ((word = next_word(&rest)) && strcmp(word, "if") != 0) {
    int number = call_number(word);
    if (number < 0) {
      wrong("unknown system call", word);
    }
    if (count == MOST_TOGETHER) {
      add_calls(calls, count, action);
      count = 0;
    }
    calls[count++] = number;
  }
  if (!count) {
    wrong("a rule names a system call, not", word ? word : "");
  }
  while (word && (strcmp(word, "if") == 0 || strcmp(word, "and") == 0)) {
    if (conditions == MOST_CONDITIONS) {
      wrong("too many conditions:", word);
    }
    all[conditions++] = read_condition(&rest);
    word = next_word(&rest);
  }
  if (word) {
    wrong("not expected:", word);
  }
  if (!conditions) {
    add_calls(calls, count, action);
  }
  for (i = 0; conditions && i < count; i++) {
    add_conditional(calls[i], all, conditions, action);
  }
}

static void read_rules(const char *path) {
  FILE *file = strcmp(path, "-") == 0 ? stdin : fopen(path, "r");
  char *text = NULL;
  size_t size = 0;
  if (!file) {
    die(USAGE, "cannot open %s: %m", path);
  }
  source = path;
  while (read_line(file, &text, &size) >= 0) {
    line++;
    add_rule(text);
  }
  line = 0;
  free(text);
  if (file != stdin) {
    fclose(file);
  }
}

/* Rules may stand in one argument, with semicolons between. */
static void add_rules(char *text) {
  while (text) {
    char *end = strchr(text, ';');
    if (end) {
      *end = 0;
    }
    add_rule(text);
    text = end ? end + 1 : NULL;
  }
}

static void list_calls(void) {
  int i;
  for (i = 0; i < calls_bound(); i++) {
    if (call_of_number(i)) {
      printf("%d\t%s\n", i, call_of_number(i)->name);
    }
  }
}

static void write_filter(const char *path) {
  int file = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0666);
  size_t size = filter.length * sizeof *filter.program;
  if (file < 0 || write(file, filter.program, size) != (ssize_t)size) {
    die(USAGE, "cannot write %s: %m", path);
  }
  close(file);
}

static const struct option options[] = {
    {"rule", 1, NULL, 'r'},           {"file", 1, NULL, 'f'}, {"log", 0, NULL, 'L'},
    {"print", 0, NULL, 'p'},          {"dump", 1, NULL, 'd'}, {"list", 0, NULL, 'l'},
    {"keep-new-privs", 0, NULL, 'k'}, {NULL, 0, NULL, 0}};

int seccomp_main(int count, char **arguments) {
  int option, prints = 0, keeps = 0;
  unsigned flags = 0;
  const char *dump = NULL;
  add(LOAD, 0, 0, ARCHITECTURE);
  add(IF_EQUAL, 1, 0, I386);
  add(RETURN, 0, 0, KILL_PROCESS);
  add(LOAD, 0, 0, NUMBER_OF_CALL);
  while ((option = getopt_long(count, arguments, "+r:f:d:Lplk", options, NULL)) >= 0) {
    switch (option) {
      case 'r':
        add_rules(optarg);
        break;
      case 'f':
        read_rules(optarg);
        break;
      case 'L':
        flags |= LOG_REFUSALS;
        break;
      case 'p':
        prints = 1;
        break;
      case 'd':
        dump = optarg;
        break;
      case 'k':
        keeps = 1;
        break;
      case 'l':
        list_calls();
        return 0;
      default:
        try_help(USAGE);
    }
  }
  add(RETURN, 0, 0, fallback_given || !allows ? fallback : (ERRNO | EPERM));
  if (prints) {
    print_filter(&filter);
  }
  if (dump) {
    write_filter(dump);
  }
  if (optind == count) {
    if (!prints && !dump) {
      die(USAGE, "no program is named");
    }
    return 0;
  }
  fflush(stdout);
  if (!keeps && prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) < 0) {
    die(USAGE, "cannot give up new privileges: %m");
  }
  if (set_filter(&filter, flags) < 0) {
    die(USAGE, "cannot set the filter: %m");
  }
  execvp(arguments[optind], arguments + optind);
  die(errno == ENOENT ? 127 : 126, "cannot start %s: %m", arguments[optind]);
}
