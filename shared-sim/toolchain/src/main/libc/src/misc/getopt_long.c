#include <stdio.h>
#include <string.h>

#include "../internal/getopt.h"

/* An exact name, or the only one that begins so. -1 for none, -2 for several. */
static int find(const struct option *options, const char *name, size_t length) {
  int found = -1;
  int i;
  for (i = 0; options[i].name; i++) {
    if (strncmp(options[i].name, name, length) != 0) {
      continue;
    }
    if (!options[i].name[length]) {
      return i;
    }
    if (found == -1) {
      found = i;
    } else if (found == -2 || options[found].has_arg != options[i].has_arg ||
               options[found].flag != options[i].flag || options[found].val != options[i].val) {
      found = -2;
    }
  }
  return found;
}

static void list_candidates(const struct option *options, const char *name, size_t length,
                            const char *dashes) {
  int i;
  for (i = 0; options[i].name; i++) {
    if (strncmp(options[i].name, name, length) == 0) {
      fprintf(stderr, " '%s%s'", dashes, options[i].name);
    }
  }
  fprintf(stderr, "\n");
}

/* A colon at the beginning of the short options asks for silence. */
static int complains(const char *options) { return opterr && *options != ':'; }

static int unknown(char **words, const char *short_options, const struct option *options,
                   const char *name, size_t length, int ambiguous) {
  char *word = words[optind];
  const char *dashes = word[1] == '-' ? "--" : "-";
  optopt = 0;
  optind++;
  if (complains(short_options)) {
    if (ambiguous) {
      fprintf(stderr, "%s: option '%s%s' is ambiguous; possibilities:", words[0], dashes, name);
      list_candidates(options, name, length, dashes);
    } else {
      fprintf(stderr, "%s: unrecognized option '%s%s'\n", words[0], dashes, name);
    }
  }
  return '?';
}

static int wrong_argument(char **words, const char *short_options, const struct option *option,
                          const char *dashes, const char *text) {
  optopt = option->val;
  if (complains(short_options)) {
    fprintf(stderr, text, words[0], dashes, option->name);
  }
  return '?';
}

int __getopt_long_word(int count, char **words, const char *options,
                       const struct option *long_options, int *index, int only_long) {
  char *word = words[optind];
  int two = word[1] == '-';
  const char *dashes = two ? "--" : "-";
  char *name = word + (two ? 2 : 1);
  size_t length = strcspn(name, "=");
  const struct option *option;
  int found = find(long_options, name, length);
  if (!two && only_long && (found < 0 || !name[1]) && strchr(options, *name)) {
    return NOT_LONG;
  }
  if (found < 0) {
    return unknown(words, options, long_options, name, length, found == -2);
  }
  option = &long_options[found];
  optind++;
  if (name[length] == '=') {
    if (option->has_arg == no_argument) {
      return wrong_argument(words, options, option, dashes,
                            "%s: option '%s%s' doesn't allow an argument\n");
    }
    optarg = name + length + 1;
  } else if (option->has_arg == required_argument) {
    if (optind >= count) {
      wrong_argument(words, options, option, dashes, "%s: option '%s%s' requires an argument\n");
      return *options == ':' ? ':' : '?';
    }
    optarg = words[optind++];
  }
  if (index) {
    *index = found;
  }
  if (option->flag) {
    *option->flag = option->val;
    return 0;
  }
  return option->val;
}

int getopt_long(int count, char *const words[], const char *options,
                const struct option *long_options, int *index) {
  return __getopt(count, (char **)words, options, long_options, index, 0);
}

int getopt_long_only(int count, char *const words[], const char *options,
                     const struct option *long_options, int *index) {
  return __getopt(count, (char **)words, options, long_options, index, 1);
}
