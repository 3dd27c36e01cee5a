/* xargs(1): makes command lines of what it reads. */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "programs.h"

enum { MOST_BYTES = 65536, MOST_WORDS = 5000 };

static int by_nul, traced, not_when_empty;
static int delimiter = -1;
static long most = MOST_WORDS;
static const char *place; /* of -I */
static int status;

static void run(char **command) {
  pid_t child;
  int ended;
  int i;
  if (traced) {
    for (i = 0; command[i]; i++) {
      fprintf(stderr, i ? " %s" : "%s", command[i]);
    }
    fputc('\n', stderr);
  }
  fflush(stdout);
  child = fork();
  if (child < 0) {
    die(1, "cannot fork: %s", strerror(errno));
  }
  if (child == 0) {
    int error;
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0); /* what is left of the input is ours */
    close(nothing);
    execvp(command[0], command);
    error = errno;
    fprintf(stderr, "xargs: %s: %s\n", command[0], strerror(error));
    _exit(error == ENOENT ? 127 : 126);
  }
  while (waitpid(child, &ended, 0) < 0 && errno == EINTR) {
  }
  if (WIFSIGNALED(ended)) {
    die(125, "%s: terminated by signal %d", command[0], WTERMSIG(ended));
  }
  ended = WEXITSTATUS(ended);
  if (ended == 126 || ended == 127) {
    exit(ended);
  }
  if (ended == 255) {
    die(124, "%s: exited with status 255; aborting", command[0]);
  }
  status = ended ? 123 : status;
}

/* The next word: between blanks with quotes, lines, or what ends with a NUL; NULL at the end. */
static char *next_word(void) {
  size_t length = 0, room = 64;
  char *word = allocate(room);
  int end = by_nul ? 0 : delimiter;
  int quote = 0;
  int is_one = 0;
  int c = getchar();
  if (end < 0) {
    while (c == ' ' || c == '\n' || (c == '\t')) {
      c = getchar();
    }
  }
  for (; c != EOF; c = getchar()) {
    if (end >= 0 ? c == end : !quote && (c == '\n' || (!place && (c == ' ' || c == '\t')))) {
      is_one = 1;
      break;
    }
    is_one = 1;
    if (end < 0 && quote && c == '\n') {
      die(1,
          "unmatched %s quote; by default quotes are special to xargs unless you use the -0 "
          "option",
          quote == '"' ? "double" : "single");
    }
    if (end < 0 && (quote ? c == quote : c == '"' || c == '\'')) {
      quote = quote ? 0 : c;
      continue;
    }
    if (end < 0 && c == '\\' && !quote && (c = getchar()) == EOF) {
      break;
    }
    if (length + 2 > room) {
      room *= 2;
      word = reallocate(word, room);
    }
    word[length++] = (char)c;
  }
  if (quote) {
    die(1,
        "unmatched %s quote; by default quotes are special to xargs unless you use the -0 "
        "option",
        quote == '"' ? "double" : "single");
  }
  word[length] = 0;
  if (!is_one) {
    free(word);
    return NULL;
  }
  return word;
}

static char *replaced(const char *in, const char *by) {
  size_t room = strlen(in) + 1;
  const char *from;
  char *made;
  char *found;
  size_t length = 0;
  for (from = in; (found = strstr(from, place)) != NULL; from = found + strlen(place)) {
    room += strlen(by);
  }
  made = allocate(room);
  for (from = in; (found = strstr(from, place)) != NULL; from = found + strlen(place)) {
    memcpy(made + length, from, (size_t)(found - from));
    length += (size_t)(found - from);
    strcpy(made + length, by);
    length += strlen(by);
  }
  strcpy(made + length, from);
  return made;
}

static void run_each(char **command, int words) {
  char **own = allocate(((size_t)words + 1) * sizeof *own);
  char *word;
  int i;
  while ((word = next_word()) != NULL) {
    for (i = 0; i < words; i++) {
      own[i] = replaced(command[i], word);
    }
    own[i] = NULL;
    run(own);
    for (i = 0; i < words; i++) {
      free(own[i]);
    }
    free(word);
  }
}

static void run_together(char **command, int words) {
  char **own = allocate(((size_t)words + (size_t)most + 1) * sizeof *own);
  char *word = next_word();
  int first = 1;
  memcpy(own, command, (size_t)words * sizeof *own);
  while (word || (first && !not_when_empty)) {
    size_t bytes = 0;
    int many = 0;
    int i;
    while (word && many < most && (many == 0 || bytes + strlen(word) < MOST_BYTES)) {
      bytes += strlen(word) + 1;
      own[words + many++] = word;
      word = next_word();
    }
    own[words + many] = NULL;
    run(own);
    for (i = 0; i < many; i++) {
      free(own[words + i]);
    }
    first = 0;
  }
}

int xargs_main(int count, char **arguments) {
  static char *echo[] = {"echo"};
  char **command = echo;
  int words = 1;
  int option;
  while ((option = getopt(count, arguments, "+0d:I:n:L:rt")) != -1) {
    switch (option) {
      case '0':
        by_nul = 1;
        break;
      case 'd':
        delimiter = optarg[0] == '\\' && optarg[1] == 'n' ? '\n' : (unsigned char)optarg[0];
        break;
      case 'I':
        place = optarg;
        break;
      case 'n':
      case 'L':
        most = atol(optarg);
        if (most < 1) {
          die(1, "value %s for -%c option should be >= 1", optarg, option);
        }
        most = most > MOST_WORDS ? MOST_WORDS : most;
        break;
      case 'r':
        not_when_empty = 1;
        break;
      case 't':
        traced = 1;
        break;
      default:
        try_help(1);
    }
  }
  if (optind < count) {
    command = arguments + optind;
    words = count - optind;
  }
  if (place) {
    run_each(command, words);
  } else {
    run_together(command, words);
  }
  return status;
}
