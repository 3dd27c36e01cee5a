/* Redirections (XCU 2.7). */
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sh.h"

/* Descriptors of programs are below this; what is put away is above. */
enum { FIRST_SAVED = 10 };

static const char *reason(int creates) {
  if (errno == ENOENT) {
    return creates ? "nonexistent directory" : "no such file";
  }
  return strerror(errno);
}

static int open_file(struct redirect *redirect, const char *name) {
  static const int flags[] = {O_RDONLY, O_WRONLY | O_CREAT | O_TRUNC, O_WRONLY | O_CREAT | O_APPEND,
                              O_RDWR | O_CREAT};
  int creates = redirect->type != REDIRECT_IN;
  int file = open(name, flags[redirect->type], 0666);
  if (file < 0) {
    complain("can't %s %s: %s", creates ? "create" : "open", name, reason(creates));
  }
  return file;
}

/* The text comes through a pipe, or a file that has no name any more when it is long. */
static int open_document(struct redirect *redirect) {
  char *text = redirect->expands ? expand_here(redirect->target) : strdup(redirect->target);
  size_t length = strlen(text);
  int ends[2];
  if (length <= 4096 && pipe(ends) == 0) {
    write(ends[1], text, length);
    close(ends[1]);
  } else {
    char name[] = "/tmp/shXXXXXX";
    ends[0] = mkstemp(name);
    if (ends[0] >= 0) {
      unlink(name);
      write(ends[0], text, length);
      lseek(ends[0], 0, SEEK_SET);
    }
  }
  free(text);
  return ends[0];
}

/* What redirections have replaced, the latest first. */
static struct saved *standing;

static void save(int descriptor) {
  struct saved *one = malloc(sizeof *one);
  one->descriptor = descriptor;
  one->copy = fcntl(descriptor, F_DUPFD, FIRST_SAVED);
  if (one->copy >= 0) {
    fcntl(one->copy, F_SETFD, FD_CLOEXEC);
  }
  one->next = standing;
  standing = one;
}

static int duplicate(struct redirect *redirect, const char *target) {
  char *end;
  long from;
  if (strcmp(target, "-") == 0) {
    close(redirect->descriptor);
    return 0;
  }
  from = strtol(target, &end, 10);
  if (*end || end == target) {
    complain("%s: ambiguous redirect", target);
    return 1;
  }
  if (from != redirect->descriptor && dup2((int)from, redirect->descriptor) < 0) {
    complain("dup2(%ld,%d): %s", from, redirect->descriptor, strerror(errno));
    return 1;
  }
  return 0;
}

static int apply(struct redirect *redirect) {
  char *target;
  int file;
  if (redirect->type == REDIRECT_HERE) {
    file = open_document(redirect);
  } else {
    target = expand_string(redirect->target);
    if (redirect->type == REDIRECT_DUP) {
      int status = duplicate(redirect, target);
      free(target);
      return status;
    }
    file = open_file(redirect, target);
    free(target);
  }
  if (file < 0) {
    return 1;
  }
  if (file != redirect->descriptor) {
    dup2(file, redirect->descriptor);
    close(file);
  }
  return 0;
}

/* Applies all of them; behind the first that fails the others are left out. */
int redirect(struct redirect *redirects, struct saved **before) {
  fflush(stdout);
  *before = standing;
  for (; redirects; redirects = redirects->next) {
    save(redirects->descriptor);
    if (apply(redirects) != 0) {
      return 1;
    }
  }
  return 0;
}

/* The latest, which stands no more. */
static struct saved *taken(void) {
  struct saved *one = standing;
  standing = one->next;
  return one;
}

void restore(struct saved *before) {
  fflush(stdout);
  while (standing != before) {
    struct saved *one = taken();
    if (one->copy >= 0) {
      dup2(one->copy, one->descriptor);
      close(one->copy);
    } else {
      close(one->descriptor);
    }
    free(one);
  }
}

/* What is redirected stays so. */
void forget(struct saved *before) {
  while (standing != before) {
    struct saved *one = taken();
    if (one->copy >= 0) {
      close(one->copy);
    }
    free(one);
  }
}
