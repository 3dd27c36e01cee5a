/* :set */
#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vi.h"

struct vi_options vi_options = {0, 0, 0, 0, 0, 0, 1, 1, 8, 8};

static const struct option {
  const char *name, *brief;
  int *value;
  int is_number;
} options[] = {
    {"autoindent", "ai", &vi_options.autoindent, 0}, {"expandtab", "et", &vi_options.expandtab, 0},
    {"ignorecase", "ic", &vi_options.ignorecase, 0}, {"list", "list", &vi_options.list, 0},
    {"number", "nu", &vi_options.number, 0},         {"readonly", "ro", &vi_options.readonly, 0},
    {"shiftwidth", "sw", &vi_options.shiftwidth, 1}, {"showmode", "smd", &vi_options.showmode, 0},
    {"tabstop", "ts", &vi_options.tabstop, 1},       {"wrapscan", "ws", &vi_options.wrapscan, 0}};

enum { OPTIONS = sizeof options / sizeof *options };

static const struct option *find(const char *name, size_t length) {
  int i;
  for (i = 0; i < OPTIONS; i++) {
    if ((strlen(options[i].name) == length && !strncmp(options[i].name, name, length)) ||
        (strlen(options[i].brief) == length && !strncmp(options[i].brief, name, length))) {
      return &options[i];
    }
  }
  return NULL;
}

static void tell(const struct option *option) {
  if (option->is_number) {
    vi_say("  %s=%d", option->name, *option->value);
  } else {
    vi_say("%s%s", *option->value ? "  " : "no", option->name);
  }
}

static void tell_all(void) {
  char text[sizeof vi.message] = "";
  int i;
  for (i = 0; i < OPTIONS; i++) {
    size_t at = strlen(text);
    if (options[i].is_number) {
      snprintf(text + at, sizeof text - at, "%s=%d ", options[i].name, *options[i].value);
    } else {
      snprintf(text + at, sizeof text - at, "%s%s ", *options[i].value ? "" : "no",
               options[i].name);
    }
  }
  vi_say("%s", text);
}

static void set_number(const struct option *option, const char *text, const char *word) {
  char *end;
  long value = strtol(text, &end, 10);
  if (!isdigit((unsigned char)*text) || *end) {
    vi_fail("E521: Number required after =: %s", word);
  } else if (value < 1 || value > 9999) {
    vi_fail("E487: Argument must be positive: %s", word);
  } else {
    *option->value = (int)value;
  }
}

static void set_one(const char *word) {
  size_t length = strcspn(word, "=?!");
  const struct option *option = find(word, length);
  int turns_off = 0;
  if (!option && !strncmp(word, "no", 2)) {
    option = find(word + 2, length - 2);
    turns_off = 1;
  }
  if (!option) {
    vi_fail("E518: Unknown option: %s", word);
  } else if (word[length] == '?' || (option->is_number && !word[length] && !turns_off)) {
    tell(option);
  } else if (option->is_number) {
    if (turns_off || word[length] != '=') {
      vi_fail("E474: Invalid argument: %s", word);
    } else {
      set_number(option, word + length + 1, word);
    }
  } else if (word[length] == '=') {
    vi_fail("E474: Invalid argument: %s", word);
  } else {
    *option->value = word[length] == '!' ? !*option->value : !turns_off;
  }
}

void vi_set(char *words) {
  char *word = strtok(words, " \t");
  if (!word || !strcmp(word, "all")) {
    tell_all();
    return;
  }
  for (; word; word = strtok(NULL, " \t")) {
    set_one(word);
  }
}
