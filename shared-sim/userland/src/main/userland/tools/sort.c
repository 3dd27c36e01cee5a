/* sort(1): lines in order of their bytes or numbers, by keys. */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "programs.h"

static struct {
  int numeric, reverse, unique, fold;
  int key;      /* the first field, from 1; 0 for the whole line */
  int last_key; /* 0 for all behind the first */
  char separator;
} order;

static struct {
  char **list;
  size_t count;
  size_t room;
} lines;

static void read_all(int descriptor, const char *name) {
  FILE *file = fdopen(dup(descriptor), "r");
  char *line = NULL;
  size_t room = 0;
  (void)name;
  while (read_line(file, &line, &room) >= 0) {
    if (lines.count == lines.room) {
      lines.room = lines.room ? 2 * lines.room : 64;
      lines.list = reallocate(lines.list, lines.room * sizeof *lines.list);
    }
    lines.list[lines.count++] = strdup(line);
  }
  fclose(file);
  free(line);
}

/* Where a field begins; without a separator the blanks in front belong to it. */
static const char *field(const char *line, int index) {
  while (--index > 0 && *line) {
    if (order.separator) {
      line += strcspn(line, (char[]){order.separator, 0});
      line += *line != 0;
    } else {
      line += strspn(line, " \t");
      line += strcspn(line, " \t");
    }
  }
  return line;
}

static char *key_of(const char *line) {
  const char *start = order.key ? field(line, order.key) : line;
  const char *end = line + strlen(line);
  if (order.last_key) {
    end = field(line, order.last_key + 1);
    end -= order.separator && end > start && end[-1] == order.separator;
  }
  return strndup(start, end > start ? (size_t)(end - start) : 0);
}

static int compare_keys(const char *a, const char *b) {
  if (order.numeric) {
    double x = strtod(a, NULL);
    double y = strtod(b, NULL);
    return x < y ? -1 : x > y;
  }
  if (order.fold) {
    for (; *a && toupper((unsigned char)*a) == toupper((unsigned char)*b); a++, b++) {
    }
    return toupper((unsigned char)*a) - toupper((unsigned char)*b);
  }
  return strcmp(a, b);
}

static int compare_by_key(const char *a, const char *b) {
  char *x = key_of(a);
  char *y = key_of(b);
  int result = compare_keys(x, y);
  free(x);
  free(y);
  return result;
}

static int compare(const void *a, const void *b) {
  const char *x = *(char *const *)a;
  const char *y = *(char *const *)b;
  int result = compare_by_key(x, y);
  if (result == 0 && !order.unique) {
    result = strcmp(x, y);
  }
  return order.reverse ? -result : result;
}

int sort_main(int count, char **arguments) {
  const char *output = NULL;
  size_t i;
  int option;
  while ((option = getopt(count, arguments, "nrufk:t:o:")) != -1) {
    char *end;
    switch (option) {
      case 'n':
        order.numeric = 1;
        break;
      case 'r':
        order.reverse = 1;
        break;
      case 'u':
        order.unique = 1;
        break;
      case 'f':
        order.fold = 1;
        break;
      case 'k':
        order.key = (int)strtol(optarg, &end, 10);
        order.last_key = *end == ',' ? (int)strtol(end + 1, &end, 10) : 0;
        order.numeric |= strchr(end, 'n') != NULL;
        order.reverse |= strchr(end, 'r') != NULL;
        if (order.key <= 0) {
          die(2, "field number is zero: invalid field specification '%s'", optarg);
        }
        break;
      case 't':
        order.separator = *optarg;
        break;
      case 'o':
        output = optarg;
        break;
      default:
        try_help(2);
    }
  }
  for (i = (size_t)optind; i < (size_t)count; i++) {
    if (strcmp(arguments[i], "-") != 0 && access(arguments[i], R_OK) < 0) {
      tool_status = 2;
      warn_errno("cannot read: %s", arguments[i]);
      return 2;
    }
  }
  each_input(count - optind, arguments + optind, read_all);
  qsort(lines.list, lines.count, sizeof *lines.list, compare);
  if (output && !freopen(output, "w", stdout)) {
    tool_status = 2;
    warn_errno("open failed: %s", output);
    return 2;
  }
  for (i = 0; i < lines.count; i++) {
    if (order.unique && i > 0 && compare_by_key(lines.list[i - 1], lines.list[i]) == 0) {
      continue;
    }
    puts(lines.list[i]);
  }
  return tool_status;
}
