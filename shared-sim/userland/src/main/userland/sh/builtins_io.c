/* Builtins that read, and those that say what names stand for. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "builtins.h"

static int is_reserved(const char *name) {
  static const char *const words[] = {"!",   "case", "do", "done", "elif",  "else",  "esac", "fi",
                                      "for", "if",   "in", "then", "until", "while", "{",    "}"};
  size_t i;
  for (i = 0; i < sizeof words / sizeof *words; i++) {
    if (strcmp(words[i], name) == 0) {
      return 1;
    }
  }
  return 0;
}

/* What a name stands for; briefly, only what could be typed in its place. */
static int describe(const char *name, int briefly) {
  int special;
  char *path;
  if (is_reserved(name)) {
    printf(briefly ? "%s\n" : "%s is a shell keyword\n", name);
  } else if (builtin_find(name, &special) && special) {
    printf(briefly ? "%s\n" : "%s is a special shell builtin\n", name);
  } else if (function_find(name)) {
    printf(briefly ? "%s\n" : "%s is a function\n", name);
  } else if (builtin_find(name, &special)) {
    printf(briefly ? "%s\n" : "%s is a shell builtin\n", name);
  } else if ((path = find_program(name)) != NULL && access(path, X_OK) == 0) {
    if (briefly) {
      puts(path);
    } else {
      printf("%s is %s\n", name, path);
    }
    free(path);
  } else {
    if (!briefly) {
      printf("%s: not found\n", name);
    }
    return 127;
  }
  return 0;
}

int builtin_type(int count, char **arguments) {
  int status = 0;
  int i;
  for (i = 1; i < count; i++) {
    status |= describe(arguments[i], 0);
  }
  return status;
}

int builtin_command(int count, char **arguments) {
  int special;
  builtin *program;
  struct job *job;
  if (count > 2 && (strcmp(arguments[1], "-v") == 0 || strcmp(arguments[1], "-V") == 0)) {
    return describe(arguments[2], arguments[1][1] == 'v');
  }
  if (count > 1 && strcmp(arguments[1], "-p") == 0) {
    arguments++;
    count--;
  }
  if (count < 2) {
    return 0;
  }
  program = builtin_find(arguments[1], &special);
  if (program) {
    return program(count - 1, arguments + 1);
  }
  job = job_begin(arguments[1]);
  if (job_fork(job, 0) == 0) {
    _exit(exec_program(arguments + 1));
  }
  return job_wait(job);
}

/* A line without its end; a backslash joins two lines, unless it is read raw. */
static int read_line(struct text *line, int raw) {
  char c;
  ssize_t count;
  for (;;) {
    count = read(0, &c, 1);
    if (count < 0 && errno == EINTR && !interrupted) {
      continue;
    }
    if (count <= 0) {
      return 1;
    }
    if (c == '\\' && !raw) {
      if (read(0, &c, 1) <= 0) {
        return 1;
      }
      if (c != '\n') {
        text_add(line, '\\');
        text_add(line, c);
      }
    } else if (c == '\n') {
      return 0;
    } else if (c) {
      text_add(line, c);
    }
  }
}

static int is_in(const char *set, char c) { return c && strchr(set, c) != NULL; }

/* One field, or with `rest` all that is left; backslashes are gone behind it. */
static char *take_field(const char **at, const char *separators, int rest) {
  struct text field = {0};
  size_t kept = 0;
  while (is_in(separators, **at) && strchr(" \t\n", **at)) {
    ++*at;
  }
  while (**at && (rest || !is_in(separators, **at))) {
    int escaped = **at == '\\' && (*at)[1];
    *at += escaped;
    text_add(&field, **at);
    if (escaped || !is_in(separators, **at) || !strchr(" \t\n", **at)) {
      kept = field.length;
    }
    ++*at;
  }
  field.length = kept;
  while (is_in(separators, **at) && strchr(" \t\n", **at)) {
    ++*at;
  }
  if (is_in(separators, **at) && !strchr(" \t\n", **at)) {
    ++*at;
  }
  return text_string(&field);
}

static char *escaped(const char *line) {
  struct text text = {0};
  for (; *line; line++) {
    if (*line == '\\') {
      text_add(&text, '\\');
    }
    text_add(&text, *line);
  }
  return text_string(&text);
}

int builtin_read(int count, char **arguments) {
  struct text line = {0};
  const char *separators = variable_get("IFS");
  const char *at;
  char *whole;
  int raw = 0;
  int status;
  int i = 1;
  for (; i < count && arguments[i][0] == '-' && arguments[i][1]; i++) {
    if (strcmp(arguments[i], "-r") == 0) {
      raw = 1;
    } else if (strcmp(arguments[i], "-p") == 0 && i + 1 < count) {
      fputs(arguments[++i], stderr);
    } else {
      fail("read: illegal option %s", arguments[i]);
    }
  }
  status = read_line(&line, raw);
  whole = raw ? escaped(text_string(&line)) : strdup(text_string(&line));
  separators = separators ? separators : " \t\n";
  at = whole;
  if (i >= count) {
    char *value = take_field(&at, "", 1);
    variable_set("REPLY", value);
    free(value);
  }
  for (; i < count; i++) {
    char *value = take_field(&at, separators, i + 1 == count);
    variable_set(arguments[i], value);
    free(value);
  }
  free(whole);
  text_free(&line);
  return status;
}

/* Where getopts stands inside of an argument with several letters. */
static int letter_index = 1;

static void set_number(const char *name, int value) {
  char text[16];
  snprintf(text, sizeof text, "%d", value);
  variable_set(name, text);
}

static int end_options(const char *name, int index) {
  variable_set(name, "?");
  set_number("OPTIND", index);
  letter_index = 1;
  return 1;
}

int builtin_getopts(int count, char **arguments) {
  char **words = count > 3 ? arguments + 3 : positional.values;
  int many = count > 3 ? count - 3 : positional.count;
  int index = variable_get("OPTIND") ? atoi(variable_get("OPTIND")) : 1;
  int quiet;
  char letter[2] = {0, 0};
  const char *word;
  const char *known;
  if (count < 3) {
    fail("getopts: usage: getopts optstring var [arg]");
  }
  quiet = arguments[1][0] == ':';
  if (index > many || words[index - 1][0] != '-' || !words[index - 1][1]) {
    return end_options(arguments[2], index);
  }
  word = words[index - 1];
  if (strcmp(word, "--") == 0) {
    return end_options(arguments[2], index + 1);
  }
  letter[0] = word[letter_index++];
  known = letter[0] == ':' ? NULL : strchr(arguments[1], letter[0]);
  variable_unset("OPTARG");
  if (!known) {
    if (quiet) {
      variable_set("OPTARG", letter);
    } else {
      complain("Illegal option -%s", letter);
    }
    variable_set(arguments[2], "?");
  } else if (known[1] == ':') {
    if (word[letter_index]) {
      variable_set("OPTARG", word + letter_index);
    } else if (index < many) {
      variable_set("OPTARG", words[index++]);
    } else {
      if (quiet) {
        variable_set("OPTARG", letter);
      } else {
        complain("No arg for -%s option", letter);
      }
      variable_set(arguments[2], quiet ? ":" : "?");
      letter_index = 1;
      set_number("OPTIND", index + 1);
      return 0;
    }
    letter_index = (int)strlen(word);
    variable_set(arguments[2], letter);
  } else {
    variable_set(arguments[2], letter);
  }
  if (!word[letter_index]) {
    letter_index = 1;
    index++;
  }
  set_number("OPTIND", index);
  return 0;
}
