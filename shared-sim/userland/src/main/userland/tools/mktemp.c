/* mktemp(1): a file or a folder with a name that nobody has. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <unistd.h>

#include "programs.h"

/* How many names are tried, and how many letters have to be free. */
enum { MOST_TRIES = 1000, FEWEST_LETTERS = 3 };

static struct {
  int folder, quiet, name_only, below_folder, old_form;
  const char *where, *suffix;
} asked;

static void draw(char *letters, size_t count) {
  static const char from[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789";
  size_t i;
  for (i = 0; i < count; i++) {
    unsigned char drawn;
    do {
      if (getrandom(&drawn, 1, 0) != 1) {
        die(1, "cannot draw a name: %s", strerror(errno));
      }
    } while (drawn >= 248); /* each of the 62 letters is as likely as the others */
    letters[i] = from[drawn % 62];
  }
}

/* Whether the name is ours now; errno says why not. */
static int take(const char *path) {
  struct stat file;
  int descriptor;
  if (asked.name_only) {
    if (lstat(path, &file) == 0) {
      errno = EEXIST;
      return 0;
    }
    return errno == ENOENT;
  }
  if (asked.folder) {
    return mkdir(path, 0700) == 0;
  }
  descriptor = open(path, O_RDWR | O_CREAT | O_EXCL, 0600);
  return descriptor >= 0 && close(descriptor) == 0;
}

/* The last letters of a template that are to be drawn. */
static size_t count_letters(const char *template, size_t end) {
  size_t count = 0;
  while (count < end && template[end - count - 1] == 'X') {
    count++;
  }
  return count;
}

static const char *folder_of_temporaries(void) {
  const char *set = getenv("TMPDIR");
  return set && *set ? set : "/tmp";
}

static const char *folder_for(const char *template) {
  const char *set = getenv("TMPDIR");
  if (!asked.below_folder) {
    return NULL;
  }
  if (asked.old_form) {
    if (strchr(template, '/')) {
      die(1, "invalid template, '%s', contains directory separator", template);
    }
    return set && *set ? set : asked.where ? asked.where : "/tmp";
  }
  if (*template == '/') {
    die(1, "invalid template, '%s'; with --tmpdir, it may not be absolute", template);
  }
  return asked.where && *asked.where ? asked.where : folder_of_temporaries();
}

static char *joined(const char *template, const char *suffix) {
  char *path = allocate(strlen(template) + strlen(suffix) + 1);
  strcpy(path, template);
  return strcat(path, suffix);
}

static int make(const char *template) {
  size_t end = strlen(template);
  size_t letters;
  const char *folder;
  char *path, *tried;
  int i;
  if (asked.suffix) {
    if (!end || template[end - 1] != 'X') {
      die(1, "with --suffix, template '%s' must end in X", template);
    }
  } else {
    const char *last = strrchr(template, 'X');
    end = last ? (size_t)(last + 1 - template) : 0;
    asked.suffix = "";
  }
  if (strchr(asked.suffix, '/') || strchr(template + end, '/')) {
    die(1, "invalid suffix '%s', contains directory separator",
        strchr(asked.suffix, '/') ? asked.suffix : template + end);
  }
  letters = count_letters(template, end);
  if (letters < FEWEST_LETTERS) {
    die(1, "too few X's in template '%s'", template);
  }
  folder = folder_for(template);
  path = joined(template, asked.suffix);
  if (folder) {
    path = join_path(folder, path);
    end += strlen(path) - strlen(template) - strlen(asked.suffix);
  }
  tried = strdup(path);
  for (i = 0; i < MOST_TRIES; i++) {
    draw(tried + end - letters, letters);
    if (take(tried)) {
      puts(tried);
      return 0;
    }
    if (errno != EEXIST) {
      break;
    }
  }
  if (!asked.quiet) {
    warn("failed to create %s via template '%s': %s", asked.folder ? "directory" : "file", path,
         strerror(errno));
  }
  return 1;
}

static const struct option options[] = {
    {"directory", no_argument, NULL, 'd'},    {"dry-run", no_argument, NULL, 'u'},
    {"quiet", no_argument, NULL, 'q'},        {"suffix", required_argument, NULL, 's'},
    {"tmpdir", optional_argument, NULL, 'P'}, {NULL, 0, NULL, 0}};

int mktemp_main(int count, char **arguments) {
  int option;
  while ((option = getopt_long(count, arguments, "dqup:t", options, NULL)) != -1) {
    switch (option) {
      case 'd':
        asked.folder = 1;
        break;
      case 'q':
        asked.quiet = 1;
        break;
      case 'u':
        asked.name_only = 1;
        break;
      case 's':
        asked.suffix = optarg;
        break;
      case 'p':
      case 'P':
        asked.where = optarg;
        asked.below_folder = 1;
        break;
      case 't':
        asked.below_folder = asked.old_form = 1;
        break;
      default:
        try_help(1);
    }
  }
  if (count - optind > 1) {
    warn("too many templates");
    try_help(1);
  }
  if (optind < count) {
    return make(arguments[optind]);
  }
  asked.below_folder = 1;
  return make("tmp.XXXXXXXXXX");
}
