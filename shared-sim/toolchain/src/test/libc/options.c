#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const struct option long_options[] = {
    {"all", no_argument, NULL, 'a'},
    {"out", required_argument, NULL, 'o'},
    {"opt", optional_argument, NULL, 'p'},
    {"outer", no_argument, NULL, 'q'},
    {NULL, 0, NULL, 0},
};

static const char *const command_lines[][9] = {
    {"p", "-ab", "x", "-c", "1", "--", "-y", "z"},
    {"p", "x", "y", "-c1", "z", "-a"},
    {"p", "--all", "x", "--ou", "--out=5", "--opt", "--opt=3"},
    {"p", "-c"},
    {"p", "-z", "--bogus", "--all=3", "--out"},
    {"p", "a", "-", "-a", "--outer", "b"},
    {"p", "-abc", "x", "-", "--al"},
    {"p"},
};

static void parse(const char *const *words, const char *options, int kind) {
  char *copy[10];
  int count = 0;
  int letter;
  int i;
  while (words[count]) {
    copy[count] = (char *)words[count];
    count++;
  }
  copy[count] = NULL;
  optind = 0;
  for (;;) {
    int index = -1;
    if (kind == 0) {
      letter = getopt(count, copy, options);
    } else if (kind == 1) {
      letter = getopt_long(count, copy, options, long_options, &index);
    } else {
      letter = getopt_long_only(count, copy, options, long_options, &index);
    }
    if (letter == -1) {
      break;
    }
    printf("%d(%s,%d,%d) ", letter, optarg ? optarg : "-", optind, index);
  }
  printf("| %d:", optind);
  for (i = 0; i < count; i++) {
    printf(" %s", copy[i]);
  }
  printf("\n");
}

int main(void) {
  static const char *const options[] = {"abc:", "+abc:", "-abc:", ":ab::c:", "ab::"};
  unsigned i;
  unsigned j;
  int kind;
  for (i = 0; i < sizeof command_lines / sizeof command_lines[0]; i++) {
    for (j = 0; j < sizeof options / sizeof options[0]; j++) {
      for (kind = 0; kind < 3; kind++) {
        parse(command_lines[i], options[j], kind);
      }
    }
  }
  return 0;
}
