#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/getopt.h"

char *optarg;
int optind = 1;
int opterr = 1;
int optopt = '?';

/* The rest of the word whose letters are being taken one by one. */
static char *letters;
/* Operands that were passed over are those from first_operand to last_operand; they are moved
   behind the options that follow them. */
static int first_operand;
static int last_operand;

static void reverse(char **words, int from, int to) {
  while (from < --to) {
    char *word = words[from];
    words[from++] = words[to];
    words[to] = word;
  }
}

/* Two blocks change places by reversing each and then both. */
static void move_operands_behind(char **words) {
  reverse(words, first_operand, last_operand);
  reverse(words, last_operand, optind);
  reverse(words, first_operand, optind);
  first_operand += optind - last_operand;
  last_operand = optind;
}

static int is_option(const char *word) { return word[0] == '-' && word[1]; }

static void complain(char *const words[], const char *text, int letter) {
  if (opterr) {
    fprintf(stderr, "%s: %s -- '%c'\n", words[0], text, letter);
  }
}

static int argument_of_letter(int count, char *const words[], const char *found, int silent) {
  int letter = *found;
  optarg = NULL;
  if (*letters) {
    optarg = letters;
    letters = NULL;
    optind++;
    return letter;
  }
  letters = NULL;
  optind++;
  if (found[2] == ':') {
    return letter;
  }
  if (optind >= count) {
    optopt = letter;
    if (silent) {
      return ':';
    }
    complain(words, "option requires an argument", letter);
    return '?';
  }
  optarg = words[optind++];
  return letter;
}

static int take_letter(int count, char *const words[], const char *options, int silent) {
  int letter = *letters++;
  const char *found = letter == ':' || letter == ';' ? NULL : strchr(options, letter);
  if (found && found[1] == ':') {
    return argument_of_letter(count, words, found, silent);
  }
  if (!*letters) {
    letters = NULL;
    optind++;
  }
  if (!found) {
    optopt = letter;
    if (!silent) {
      complain(words, "invalid option", letter);
    }
    return '?';
  }
  return letter;
}

/* Goes on to the next word that is an option. 0 if there is none: -1 is the answer then. A word
   that is an operand and has to be returned in its place gives 1. */
static int next_word(int count, char **words, int ordering) {
  if (last_operand > optind) {
    last_operand = optind;
  }
  if (first_operand > optind) {
    first_operand = optind;
  }
  if (ordering == PERMUTE) {
    if (first_operand != last_operand && last_operand != optind) {
      move_operands_behind(words);
    } else if (last_operand != optind) {
      first_operand = optind;
    }
    while (optind < count && !is_option(words[optind])) {
      optind++;
    }
    last_operand = optind;
  }
  if (optind < count && strcmp(words[optind], "--") == 0) {
    optind++;
    if (first_operand != last_operand && last_operand != optind) {
      move_operands_behind(words);
    } else if (first_operand == last_operand) {
      first_operand = optind;
    }
    last_operand = count;
    optind = count;
  }
  if (optind >= count) {
    if (first_operand != last_operand) {
      optind = first_operand;
    }
    return 0;
  }
  return is_option(words[optind]) || ordering == IN_ORDER;
}

int __getopt(int count, char **words, const char *options, const struct option *long_options,
             int *index, int only_long) {
  int ordering = PERMUTE;
  int silent;
  optarg = NULL;
  if (count < 1) {
    return -1;
  }
  if (optind == 0) {
    optind = 1;
    letters = NULL;
    first_operand = 1;
    last_operand = 1;
  }
  if (*options == '-' || *options == '+') {
    ordering = *options++ == '-' ? IN_ORDER : REQUIRE_ORDER;
  } else if (getenv("POSIXLY_CORRECT")) {
    ordering = REQUIRE_ORDER;
  }
  silent = *options == ':';
  if (!letters || !*letters) {
    if (!next_word(count, words, ordering)) {
      return -1;
    }
    if (!is_option(words[optind])) {
      optarg = words[optind++];
      return 1;
    }
    if (long_options && (words[optind][1] == '-' || only_long)) {
      int result = __getopt_long_word(count, words, options, long_options, index, only_long);
      if (result != NOT_LONG) {
        return result;
      }
    }
    letters = words[optind] + 1;
  }
  return take_letter(count, words, options, silent);
}

int getopt(int count, char *const words[], const char *options) {
  return __getopt(count, (char **)words, options, NULL, NULL, 0);
}
