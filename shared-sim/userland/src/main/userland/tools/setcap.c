/* setcap(8), getcap(8) and getpcaps(8): what files give, and what processes have. */
#include <dirent.h>
#include <errno.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/capability.h>
#include <sys/stat.h>
#include <sys/xattr.h>

#include "capnames.h"
#include "programs.h"

#define ATTRIBUTE "security.capability"

/* The attribute's value in revision 2: flags and revision, and two words of each set. */
#define WORDS 5
#define REVISION_2 0x02000000u
#define EFFECTIVE 1u

static void write_value(const struct sets *sets, unsigned value[WORDS]) {
  value[0] = REVISION_2 | (sets->effective ? EFFECTIVE : 0);
  value[1] = (unsigned)sets->permitted;
  value[2] = (unsigned)sets->inheritable;
  value[3] = (unsigned)(sets->permitted >> 32);
  value[4] = (unsigned)(sets->inheritable >> 32);
}

/* 0 where the file gives none. */
static int read_value(const char *path, struct sets *sets) {
  unsigned value[WORDS + 1];
  ssize_t size = getxattr(path, ATTRIBUTE, value, sizeof value);
  memset(sets, 0, sizeof *sets);
  if (size < (ssize_t)(WORDS * sizeof *value)) {
    return 0;
  }
  sets->permitted = value[1] | (set)value[3] << 32;
  sets->inheritable = value[2] | (set)value[4] << 32;
  sets->effective = value[0] & EFFECTIVE ? sets->permitted | sets->inheritable : 0;
  return 1;
}

static void usage(void) {
  fprintf(stderr,
          "usage: setcap [-q] [-v] (-r|<caps>) <filename> [ ... (-r|<capsN>) <filenameN> ]\n");
  exit(1);
}

static void raise_own(void) {
  struct sets own;
  own_sets(0, &own);
  own.effective |= BIT(CAP_SETFCAP);
  if (take_sets(&own) < 0) {
    perror("unable to set CAP_SETFCAP effective capability");
    exit(1);
  }
}

/* The messages have the program's name in place of the file's, as libcap's have. */
static int set_file(const char *text, const char *path, int verifies, int quiet) {
  struct sets sets, there;
  unsigned value[WORDS];
  if (strcmp(text, "-r") == 0) {
    if (removexattr(path, ATTRIBUTE) < 0 && errno == ENODATA) {
      fprintf(stderr, "File '%s' has no capablity to remove\n", tool);
      return 1;
    } else if (errno && getxattr(path, ATTRIBUTE, NULL, 0) >= 0) {
      fprintf(stderr, "Failed to remove capabilities on file '%s': %s\n", tool, strerror(errno));
      return 1;
    }
    return 0;
  }
  if (!sets_of_text(text, &sets)) {
    fprintf(stderr, "fatal error: Invalid argument\n");
    usage();
  }
  if (verifies) {
    read_value(path, &there);
    if (memcmp(&sets, &there, sizeof sets) != 0) {
      printf("%s differs in [%s%s%s]\n", path, sets.permitted != there.permitted ? "p" : "",
             sets.inheritable != there.inheritable ? "i" : "",
             sets.effective != there.effective ? "e" : "");
      return 1;
    }
    if (!quiet) {
      printf("%s: OK\n", path);
    }
    return 0;
  }
  if (sets.effective && sets.effective != (sets.permitted | sets.inheritable)) {
    fprintf(stderr, "Invalid file '%s' for capability operation\n", tool);
    return 1;
  }
  write_value(&sets, value);
  if (setxattr(path, ATTRIBUTE, value, sizeof value, 0) < 0) {
    fprintf(stderr, "Failed to set capabilities on file '%s': %s\n", tool, strerror(errno));
    return 1;
  }
  return 0;
}

int setcap_main(int count, char **arguments) {
  int i, verifies = 0, quiet = 0;
  for (i = 1; i < count; i++) {
    if (strcmp(arguments[i], "-v") == 0) {
      verifies = 1;
    } else if (strcmp(arguments[i], "-q") == 0) {
      quiet = 1;
    } else {
      break;
    }
  }
  if (count - i < 2) {
    usage();
  }
  if (!verifies) {
    raise_own();
  }
  for (; i + 1 < count; i += 2) {
    errno = 0;
    if (set_file(arguments[i], arguments[i + 1], verifies, quiet)) {
      return 1;
    }
  }
  return 0;
}

static int verbose, recursive;

static void get_file(const char *path) {
  struct sets sets;
  struct stat info;
  if (lstat(path, &info) < 0) {
    fprintf(stderr, "%s (%s)\n", path, strerror(errno));
    return;
  }
  if (S_ISREG(info.st_mode) && read_value(path, &sets)) {
    printf("%s ", path);
    print_sets(&sets);
    putchar('\n');
  } else if (verbose) {
    puts(path);
  }
  if (recursive && S_ISDIR(info.st_mode)) {
    DIR *folder = opendir(path);
    struct dirent *entry;
    while (folder && (entry = readdir(folder)) != NULL) {
      if (strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0) {
        char *inner = join_path(path, entry->d_name);
        get_file(inner);
        free(inner);
      }
    }
    if (folder) {
      closedir(folder);
    }
  }
}

int getcap_main(int count, char **arguments) {
  int option;
  while ((option = getopt(count, arguments, "rvnl")) >= 0) {
    switch (option) {
      case 'r':
        recursive = 1;
        break;
      case 'v':
        verbose = 1;
        break;
      case '?':
        try_help(1);
      default:
        break;
    }
  }
  if (optind == count) {
    fprintf(stderr, "usage: getcap [-r] [-v] <filename> [<filename> ...]\n");
    return 1;
  }
  for (; optind < count; optind++) {
    get_file(arguments[optind]);
  }
  return 0;
}

int getpcaps_main(int count, char **arguments) {
  struct sets sets;
  int i;
  if (count < 2) {
    fprintf(stderr, "usage: getpcaps <pid> [<pid> ...]\n");
    return 1;
  }
  for (i = 1; i < count; i++) {
    own_sets(atoi(arguments[i]), &sets);
    if (sets.failed) {
      fprintf(stderr, "Failed to get cap's for process %s: (%s)\n", arguments[i], strerror(errno));
      tool_status = 1;
      continue;
    }
    printf("%s: ", arguments[i]);
    print_sets(&sets);
    putchar('\n');
  }
  return tool_status;
}
