/* A shell without pipes or variables: words, cd and exit. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "meadow.h"

#define WORDS 32

static int split(char *line, char **words) {
  int count = 0;
  char *word = strtok(line, " \t\n");
  while (word && count < WORDS - 1) {
    words[count++] = word;
    word = strtok(NULL, " \t\n");
  }
  words[count] = NULL;
  return count;
}

static void run(char **words) {
  pid_t child = fork();
  if (child < 0) {
    perror("meadow sh");
  } else if (child == 0) {
    execvp(words[0], words);
    fprintf(stderr, "meadow sh: %s: %s\n", words[0],
            errno == ENOENT ? "there is no such program here" : strerror(errno));
    _exit(127);
  } else {
    waitpid(child, NULL, 0);
  }
}

int shell_main(int count, char **arguments) {
  char line[256];
  char *words[WORDS];
  (void)count;
  (void)arguments;
  setenv("PATH", "/bin", 1);
  for (;;) {
    fputs("meadow> ", stdout);
    fflush(stdout);
    if (!fgets(line, sizeof line, stdin)) {
      putchar('\n');
      return 0;
    }
    if (split(line, words) == 0) {
      continue;
    }
    if (strcmp(words[0], "exit") == 0) {
      return words[1] ? atoi(words[1]) : 0;
    }
    if (strcmp(words[0], "cd") == 0) {
      if (chdir(words[1] ? words[1] : "/") < 0) {
        fprintf(stderr, "meadow sh: cd: %s\n", strerror(errno));
      }
      continue;
    }
    run(words);
  }
}
