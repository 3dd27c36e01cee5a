/* Programs that turn, join, number and compare lines. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "programs.h"

static FILE *open_file(const char *name) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  if (!file) {
    warn_errno("%s", name);
  }
  return file;
}

static void close_file(FILE *file) {
  if (file && file != stdin) {
    fclose(file);
  }
}

/* Whether the line had its end, which the last one may lack. */
static int has_end;

/* Each line of the input of a descriptor. */
static void each_line(int descriptor, void (*act)(char *line, long length)) {
  FILE *file = fdopen(dup(descriptor), "r");
  char *line = NULL;
  size_t room = 0;
  long length;
  while ((length = read_line(file, &line, &room)) >= 0) {
    has_end = !feof(file);
    act(line, length);
  }
  if (ferror(file)) {
    warn_errno("read error");
  }
  free(line);
  fclose(file);
}

static void tac_one(int descriptor, const char *name) {
  char *text = NULL;
  size_t length = 0, room = 0;
  ssize_t count;
  size_t end;
  do {
    if (length + 4096 > room) {
      room = room * 2 + 4096;
      text = reallocate(text, room);
    }
    count = read(descriptor, text + length, 4096);
    length += count > 0 ? (size_t)count : 0;
  } while (count > 0);
  if (count < 0) {
    warn("%s: read error: %s", name, strerror(errno));
  }
  for (end = length; end > 0;) {
    size_t begin = end - 1;
    while (begin > 0 && text[begin - 1] != '\n') {
      begin--;
    }
    fwrite(text + begin, 1, end - begin, stdout);
    end = begin;
  }
  free(text);
}

int tac_main(int count, char **arguments) {
  if (getopt(count, arguments, "") != -1) {
    try_help(1);
  }
  each_input(count - optind, arguments + optind, tac_one);
  return tool_status;
}

static void print_turned(char *line, long length) {
  while (length > 0) {
    putchar(line[--length]);
  }
  if (has_end) {
    putchar('\n');
  }
}

static void rev_one(int descriptor, const char *name) {
  (void)name;
  each_line(descriptor, print_turned);
}

int rev_main(int count, char **arguments) {
  if (getopt(count, arguments, "") != -1) {
    try_help(1);
  }
  each_input(count - optind, arguments + optind, rev_one);
  return tool_status;
}

static struct {
  char style;         /* a: all lines, t: those that are not empty, n: none */
  const char *format; /* of a number, with its width */
  const char *separator;
  int width;
  long next, step;
} numbering = {'t', "%*ld", "\t", 6, 1, 1};

static void print_numbered(char *line, long length) {
  if (numbering.style == 'n' || (length == 0 && numbering.style == 't')) {
    printf("%*s%s\n", numbering.width + (int)strlen(numbering.separator), "", line);
    return;
  }
  printf(numbering.format, numbering.width, numbering.next);
  printf("%s%s\n", numbering.separator, line);
  numbering.next += numbering.step;
}

static void nl_one(int descriptor, const char *name) {
  (void)name;
  each_line(descriptor, print_numbered);
}

static long nl_number(const char *text, const char *what, long least) {
  char *end;
  long value = strtol(text, &end, 10);
  if (*end || end == text) {
    die(1, "invalid %s: '%s'", what, text);
  }
  if (value < least) {
    die(1, "invalid %s: '%s': Numerical result out of range", what, text);
  }
  return value;
}

static void nl_format(const char *text) {
  if (strcmp(text, "ln") == 0) {
    numbering.format = "%-*ld";
  } else if (strcmp(text, "rn") == 0) {
    numbering.format = "%*ld";
  } else if (strcmp(text, "rz") == 0) {
    numbering.format = "%0*ld";
  } else {
    warn("invalid line numbering format: '%s'", text);
    try_help(1);
  }
}

int nl_main(int count, char **arguments) {
  int option;
  while ((option = getopt(count, arguments, "b:w:s:v:i:n:")) != -1) {
    switch (option) {
      case 'b':
        if (!*optarg || !strchr("atn", *optarg) || optarg[1]) {
          warn("invalid body numbering style: '%s'", optarg);
          try_help(1);
        }
        numbering.style = *optarg;
        break;
      case 'w':
        numbering.width = (int)nl_number(optarg, "line number field width", 1);
        break;
      case 's':
        numbering.separator = optarg;
        break;
      case 'v':
        numbering.next = nl_number(optarg, "starting line number", LONG_MIN);
        break;
      case 'i':
        numbering.step = nl_number(optarg, "line number increment", LONG_MIN);
        break;
      case 'n':
        nl_format(optarg);
        break;
      default:
        try_help(1);
    }
  }
  each_input(count - optind, arguments + optind, nl_one);
  return tool_status;
}

static long width = 80;
static int at_blanks;

static long column_behind(long column, char c) {
  return c == '\t'   ? column / 8 * 8 + 8
         : c == '\b' ? column - (column > 0)
         : c == '\r' ? 0
                     : column + 1;
}

static void print_folded(char *line, long length) {
  long from = 0, column = 0, i = 0;
  while (i < length) {
    long behind = column_behind(column, line[i]), cut = i;
    if (behind <= width || i == from) {
      column = behind;
      i++;
      continue;
    }
    while (at_blanks && cut > from && line[cut - 1] != ' ' && line[cut - 1] != '\t') {
      cut--;
    }
    cut = cut > from ? cut : i;
    fwrite(line + from, 1, (size_t)(cut - from), stdout);
    putchar('\n');
    from = i = cut;
    column = 0;
  }
  fwrite(line + from, 1, (size_t)(length - from), stdout);
  if (has_end) {
    putchar('\n');
  }
}

static void fold_one(int descriptor, const char *name) {
  (void)name;
  each_line(descriptor, print_folded);
}

int fold_main(int count, char **arguments) {
  int option;
  while ((option = getopt(count, arguments, "w:s")) != -1) {
    switch (option) {
      case 'w':
        width = atol(optarg);
        if (width < 1) {
          die(1, "invalid number of columns: '%s'", optarg);
        }
        break;
      case 's':
        at_blanks = 1;
        break;
      default:
        try_help(1);
    }
  }
  each_input(count - optind, arguments + optind, fold_one);
  return tool_status;
}

/* Between columns, one after the other; a NUL stands for nothing. */
static struct {
  char all[64];
  size_t many;
} delimiters = {"\t", 1};

static void put_delimiter(size_t which) {
  char c = delimiters.many ? delimiters.all[which % delimiters.many] : 0;
  if (c) {
    putchar(c);
  }
}

static void take_delimiters(const char *text) {
  delimiters.many = 0;
  for (; *text && delimiters.many < sizeof delimiters.all; text++) {
    char c = *text;
    if (c == '\\' && text[1]) {
      c = *++text;
      c = c == 'n' ? '\n' : c == 't' ? '\t' : c == '0' ? 0 : c;
    }
    delimiters.all[delimiters.many++] = c;
  }
}

static void paste_serial(FILE *file) {
  char *line = NULL;
  size_t room = 0;
  size_t i = 0;
  while (read_line(file, &line, &room) >= 0) {
    if (i) {
      put_delimiter(i - 1);
    }
    fputs(line, stdout);
    i++;
  }
  putchar('\n');
  free(line);
}

static void paste_together(FILE **files, int count) {
  char *line = NULL;
  size_t room = 0;
  for (;;) {
    int open = 0;
    int gap = 0; /* delimiters that wait for the first line */
    int i;
    for (i = 0; i < count; i++) {
      if (files[i] && read_line(files[i], &line, &room) < 0) {
        close_file(files[i]);
        files[i] = NULL;
      }
      if (files[i]) {
        for (; gap < i; gap++) {
          put_delimiter((size_t)gap);
        }
        fputs(line, stdout);
        open = 1;
      }
    }
    if (!open) {
      break;
    }
    for (; gap < count - 1; gap++) {
      put_delimiter((size_t)gap);
    }
    putchar('\n');
  }
  free(line);
}

int paste_main(int count, char **arguments) {
  static char *standard[] = {"-"};
  int serial = 0;
  FILE **files;
  char **names;
  int option;
  int i;
  while ((option = getopt(count, arguments, "d:s")) != -1) {
    switch (option) {
      case 'd':
        take_delimiters(optarg);
        break;
      case 's':
        serial = 1;
        break;
      default:
        try_help(1);
    }
  }
  names = optind < count ? arguments + optind : standard;
  count = optind < count ? count - optind : 1;
  files = allocate((size_t)count * sizeof *files);
  for (i = 0; i < count; i++) {
    files[i] = open_file(names[i]);
    if (!files[i]) {
      return 1;
    }
    if (serial) {
      paste_serial(files[i]);
      close_file(files[i]);
    }
  }
  if (!serial) {
    paste_together(files, count);
  }
  free(files);
  return tool_status;
}

/* The files that comm compares. */
static struct side {
  FILE *file;
  char *line, *before;
  size_t room;
  long length;
  int unsorted; /* which has been said */
} sides[2];

/* Once a line has been found in one file alone, the order matters. */
static void next_line(int which, int matters) {
  struct side *side = &sides[which];
  free(side->before);
  side->before = side->line ? strdup(side->line) : NULL;
  side->length = read_line(side->file, &side->line, &side->room);
  if (matters && side->before && side->length >= 0 && !side->unsorted &&
      strcmp(side->before, side->line) > 0) {
    fflush(stdout);
    fprintf(stderr, "comm: file %d is not in sorted order\n", which + 1);
    side->unsorted = 1;
  }
}

int comm_main(int count, char **arguments) {
  int hidden[4] = {0};
  int matters = 0;
  int option;
  int i;
  while ((option = getopt(count, arguments, "123")) != -1) {
    if (option == '?') {
      try_help(1);
    }
    hidden[option - '0'] = 1;
  }
  if (count - optind != 2) {
    warn(count - optind < 2 ? "missing operand" : "extra operand '%s'",
         count - optind < 2 ? "" : arguments[optind + 2]);
    try_help(1);
  }
  for (i = 0; i < 2; i++) {
    sides[i].file = open_file(arguments[optind + i]);
    if (!sides[i].file) {
      return 1;
    }
    next_line(i, 0);
  }
  while (sides[0].length >= 0 || sides[1].length >= 0) {
    int order = sides[0].length < 0   ? 1
                : sides[1].length < 0 ? -1
                                      : strcmp(sides[0].line, sides[1].line);
    int column = order < 0 ? 1 : order > 0 ? 2 : 3;
    matters |= order != 0;
    if (!hidden[column]) {
      if (column > 1 && !hidden[1]) {
        putchar('\t');
      }
      if (column > 2 && !hidden[2]) {
        putchar('\t');
      }
      puts(sides[order > 0].line);
    }
    if (order <= 0) {
      next_line(0, matters);
    }
    if (order >= 0) {
      next_line(1, matters);
    }
  }
  if (sides[0].unsorted || sides[1].unsorted) {
    warn("input is not in sorted order");
  }
  return tool_status;
}

int cmp_main(int count, char **arguments) {
  FILE *files[2];
  int silent = 0;
  int all = 0;
  long byte = 1, line = 1;
  int differ = 0;
  int option;
  int a, b;
  while ((option = getopt(count, arguments, "sl")) != -1) {
    if (option == '?') {
      try_help(2);
    }
    *(option == 's' ? &silent : &all) = 1;
  }
  if (count - optind != 2) {
    warn("missing operand after '%s'", arguments[count - 1]);
    try_help(2);
  }
  for (a = 0; a < 2; a++) {
    files[a] = open_file(arguments[optind + a]);
    if (!files[a]) {
      return 2;
    }
  }
  for (;; byte++) {
    a = getc(files[0]);
    b = getc(files[1]);
    if (a == EOF || b == EOF) {
      if (a == b) {
        return differ;
      }
      if (!silent) {
        fflush(stdout);
        fprintf(stderr, "cmp: EOF on %s ", arguments[optind + (b == EOF)]);
        fprintf(stderr, byte == 1 ? "which is empty" : "after byte %ld", byte - 1);
        if (!all && byte > 1) {
          fprintf(stderr, line == 1 ? ", in line %ld" : ", line %ld", line == 1 ? line : line - 1);
        }
        fputc('\n', stderr);
      }
      return 1;
    }
    if (a != b) {
      differ = 1;
      if (silent) {
        return 1;
      }
      if (!all) {
        printf("%s %s differ: char %ld, line %ld\n", arguments[optind], arguments[optind + 1], byte,
               line);
        return 1;
      }
      printf("%ld %3o %3o\n", byte, a, b);
    }
    line += a == '\n';
  }
}

/* od(1) and hexdump -C: bytes in numbers. */
