/* gzip(1): compresses files and decompresses them, with GNU's words. */
#include "gzip.h"

#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "programs.h"

struct gzip_options gzip_options;
struct gzip_job gzip_job;

static struct stat about;
static volatile sig_atomic_t is_writing; /* what has the name of the output is not whole */
static int is_background;

static const char *const known[] = {NULL, ".gz", ".z", ".taz", ".tgz", "-gz", "-z", "_z", NULL};

void gzip_warn(const char *format, ...) {
  va_list list;
  if (!gzip_options.quiet) {
    va_start(list, format);
    vfprintf(stderr, format, list);
    va_end(list);
  }
  tool_status = tool_status ? tool_status : 2;
}

static void forget_output(void) {
  if (is_writing) {
    is_writing = 0;
    unlink(gzip_job.out_name);
  }
}

void gzip_stop(const char *text) {
  fflush(stdout);
  if (text) {
    fprintf(stderr, "\ngzip: %s: %s\n", gzip_job.in_name, text);
  }
  forget_output();
  exit(1);
}

void gzip_stop_errno(const char *name) {
  fflush(stdout);
  fprintf(stderr, "\ngzip: %s: %s\n", name, strerror(errno));
  forget_output();
  exit(1);
}

static void end_by_signal(int number) {
  if (is_writing) {
    unlink(gzip_job.out_name);
  }
  signal(number, SIG_DFL);
  raise(number);
}

static void catch_signals(void) {
  static const int numbers[] = {SIGINT, SIGHUP, SIGPIPE, SIGTERM, SIGXCPU, SIGXFSZ};
  size_t i;
  for (i = 0; i < sizeof numbers / sizeof *numbers; i++) {
    if (signal(numbers[i], end_by_signal) == SIG_IGN) {
      signal(numbers[i], SIG_IGN);
      is_background |= numbers[i] == SIGINT;
    }
  }
}

static void fail_errno(const char *name) {
  fflush(stdout);
  fprintf(stderr, "gzip: %s: %s\n", name, strerror(errno));
  tool_status = 1;
}

/* A suffix that says that a file is compressed, in small or in capital letters. */
const char *gzip_suffix_of(const char *name) {
  size_t length = strlen(name);
  int i;
  for (i = strcmp(gzip_options.suffix, ".gz") == 0; i == 0 || known[i]; i++) {
    const char *suffix = i ? known[i] : gzip_options.suffix;
    size_t own = strlen(suffix);
    if (length > own && name[length - own - 1] != '/' &&
        strcasecmp(name + length - own, suffix) == 0) {
      return name + length - own;
    }
  }
  return NULL;
}

static int open_it(void) {
  int follows = gzip_options.force || gzip_options.to_output;
  int file = open(gzip_job.in_name,
                  O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC | (follows ? 0 : O_NOFOLLOW));
  if (file >= 0 && fstat(file, &about) < 0) {
    close(file);
    file = -1;
  }
  return file;
}

/* What decompresses finds a file without its suffix, too. */
static int open_input(const char *name) {
  static const char *const tried[] = {NULL, ".gz", ".z", "-z", ".Z"};
  size_t i, length = strlen(name);
  int file;
  if (length + 40 > sizeof gzip_job.in_name) {
    errno = ENAMETOOLONG;
    fail_errno(name);
    return -1;
  }
  strcpy(gzip_job.in_name, name);
  file = open_it();
  if (file >= 0) {
    return file;
  }
  if (!gzip_options.decompress || errno != ENOENT || gzip_suffix_of(name)) {
    fail_errno(name);
    return -1;
  }
  for (i = 0; i < sizeof tried / sizeof *tried; i++) {
    strcpy(gzip_job.in_name + length, tried[i] ? tried[i] : gzip_options.suffix);
    file = open_it();
    if (file >= 0 || errno != ENOENT) {
      break;
    }
  }
  if (file < 0) {
    if (errno == ENOENT) {
      strcpy(gzip_job.in_name + length, gzip_options.suffix);
    }
    fail_errno(gzip_job.in_name);
  }
  return file;
}

/* Where only a file's own name may be replaced. */
static int is_refused(void) {
  const char *name = gzip_job.in_name;
  if (!S_ISREG(about.st_mode)) {
    gzip_warn("gzip: %s is not a directory or a regular file - ignored\n", name);
  } else if (about.st_mode & S_ISUID) {
    gzip_warn("gzip: %s is set-user-ID on execution - ignored\n", name);
  } else if (about.st_mode & S_ISGID) {
    gzip_warn("gzip: %s is set-group-ID on execution - ignored\n", name);
  } else if (!gzip_options.force && about.st_mode & S_ISVTX) {
    gzip_warn("gzip: %s has the sticky bit set - file ignored\n", name);
  } else if (!gzip_options.force && about.st_nlink > 1) {
    gzip_warn("gzip: %s has %lu other link%s -- file ignored\n", name,
              (unsigned long)about.st_nlink - 1, about.st_nlink == 2 ? "" : "s");
  } else {
    return 0;
  }
  return 1;
}

/* The name of the output, or -1 where there is none. */
static int name_output(void) {
  const char *suffix = gzip_suffix_of(gzip_job.in_name);
  int told = gzip_options.verbose || (!gzip_options.recursive && !gzip_options.quiet);
  char *end;
  strcpy(gzip_job.out_name, gzip_job.in_name);
  if (!gzip_options.decompress) {
    if (suffix && !gzip_options.force) {
      if (told) {
        fprintf(stderr, "gzip: %s already has %s suffix -- unchanged\n", gzip_job.in_name, suffix);
      }
      return -1;
    }
    strcat(gzip_job.out_name, gzip_options.suffix);
    return 0;
  }
  if (!suffix) {
    if (!gzip_options.recursive && (gzip_options.list || gzip_options.test)) {
      return 0;
    }
    if (told) {
      gzip_warn("gzip: %s: unknown suffix -- ignored\n", gzip_job.in_name);
    }
    return -1;
  }
  end = gzip_job.out_name + (suffix - gzip_job.in_name);
  strcpy(end, !strcasecmp(suffix, ".tgz") || !strcasecmp(suffix, ".taz") ? ".tar" : "");
  return 0;
}

static int may_overwrite(void) {
  int answer = 'n', c;
  fprintf(stderr, "gzip: %s already exists;", gzip_job.out_name);
  if (!is_background && isatty(0)) {
    fputs(" do you wish to overwrite (y or n)? ", stderr);
    fflush(stderr);
    answer = c = getchar();
    while (c != '\n' && c != EOF) {
      c = getchar();
    }
  }
  if (answer == 'y' || answer == 'Y') {
    return 1;
  }
  fputs("\tnot overwritten\n", stderr);
  tool_status = tool_status ? tool_status : 2;
  return 0;
}

static int create_output(void) {
  for (;;) {
    int file = open(gzip_job.out_name, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (file >= 0) {
      is_writing = 1;
      return file;
    }
    if (errno != EEXIST) {
      fail_errno(gzip_job.out_name);
      return -1;
    }
    if (!gzip_options.force && !may_overwrite()) {
      return -1;
    }
    if (unlink(gzip_job.out_name) < 0) {
      fail_errno(gzip_job.out_name);
      return -1;
    }
  }
}

/* What the output takes over from the input. */
static void keep_attributes(int file) {
  struct timespec times[2] = {about.st_atim, about.st_mtim};
  if (gzip_options.decompress && !gzip_options.no_name && gzip_job.time != about.st_mtime) {
    times[1].tv_sec = gzip_job.time;
    times[1].tv_nsec = 0;
  }
  if (fchown(file, about.st_uid, about.st_gid) < 0 && geteuid() == 0) {
    fail_errno(gzip_job.out_name);
  }
  if (fchmod(file, about.st_mode & 07777) < 0 || futimens(file, times) < 0) {
    fail_errno(gzip_job.out_name);
  }
}

/* All members of the input, or all of the input; whether what has been made is good. */
static enum gzip_found work(enum gzip_found found) {
  if (!gzip_options.decompress) {
    gzip_pack();
    return GZIP_END;
  }
  if (found == GZIP_PLAIN) {
    gzip_copy_plain();
    return GZIP_END;
  }
  while (found == GZIP_MEMBER) {
    gzip_unpack_member();
    found = gzip_next_member();
  }
  return found;
}

static void print_done(int replaces) {
  const struct gzip_job *job = &gzip_job;
  if (gzip_options.test) {
    fputs(" OK", stderr);
  } else if (gzip_options.decompress) {
    gzip_print_ratio(job->out_bytes - (job->in_bytes - job->header_bytes), job->out_bytes, stderr);
  } else {
    gzip_print_ratio(job->in_bytes - (job->out_bytes - job->header_bytes), job->in_bytes, stderr);
  }
  if (replaces) {
    fprintf(stderr, " -- %s %s", gzip_options.keep ? "created" : "replaced with", job->out_name);
  }
  fputc('\n', stderr);
}

static void treat_input(void) {
  enum gzip_found found = GZIP_MEMBER;
  int is_input = !gzip_options.force && !gzip_options.list;
  if (is_input && isatty(gzip_options.decompress ? 0 : 1)) {
    if (!gzip_options.quiet) {
      fprintf(stderr,
              "gzip: compressed data not %s a terminal. Use -f to force %scompression.\n"
              "For help, type: gzip -h\n",
              gzip_options.decompress ? "read from" : "written to",
              gzip_options.decompress ? "de" : "");
    }
    exit(1);
  }
  strcpy(gzip_job.in_name, "stdin");
  strcpy(gzip_job.out_name, "stdout");
  if (fstat(0, &about) < 0) {
    fail_errno("standard input");
    return;
  }
  gzip_job.time =
      S_ISREG(about.st_mode) && (!gzip_options.no_name || gzip_options.list) ? about.st_mtime : 0;
  gzip_begin(0, 1);
  if (gzip_options.decompress) {
    found = gzip_next_member();
    if (found == GZIP_REFUSED) {
      return;
    }
  }
  found = work(found);
  if (gzip_options.list) {
    gzip_list(found != GZIP_END);
  } else if (gzip_options.verbose && found != GZIP_REFUSED) {
    if (gzip_options.test) {
      fputs(" OK\n", stderr);
    } else if (!gzip_options.decompress) {
      print_done(0);
    }
  }
}

static void treat(const char *name);

static void treat_folder(int file) {
  char *folder = strdup(gzip_job.in_name);
  DIR *entries = fdopendir(file);
  struct dirent *entry;
  char **names = NULL;
  int i, count = 0;
  while (entries && (entry = readdir(entries)) != NULL) {
    if (strcmp(entry->d_name, ".") && strcmp(entry->d_name, "..")) {
      names = reallocate(names, (size_t)(count + 1) * sizeof *names);
      names[count++] = join_path(folder, entry->d_name);
    }
  }
  if (entries) {
    closedir(entries);
  } else {
    fail_errno(folder);
    close(file);
  }
  for (i = 0; i < count; i++) {
    treat(names[i]);
    free(names[i]);
  }
  free(names);
  free(folder);
}

/* An input that is open, whose output has its name. */
static void replace(int file) {
  enum gzip_found found = GZIP_MEMBER;
  int output = 1, in_place = !gzip_options.to_output;
  gzip_begin(file, 1);
  snprintf(gzip_job.saved_name, sizeof gzip_job.saved_name, "%s",
           gzip_options.decompress ? "" : gzip_job.in_name);
  if (gzip_options.decompress) {
    found = gzip_next_member();
    if (found == GZIP_REFUSED) {
      return;
    }
    if (in_place && gzip_job.saved_name[0]) {
      strcpy(gzip_job.out_name, gzip_job.saved_name);
    }
  }
  if (in_place && (output = create_output()) < 0) {
    return;
  }
  gzip_job.output = output;
  if (gzip_options.verbose && !gzip_options.list) {
    fprintf(stderr, "%s:\t", gzip_job.in_name);
  }
  found = work(found);
  if (gzip_options.list) {
    gzip_list(found != GZIP_END);
    return;
  }
  if (in_place) {
    keep_attributes(output);
    if (close(output) < 0) {
      gzip_stop_errno(gzip_job.out_name);
    }
    if (found == GZIP_REFUSED) {
      forget_output();
      return;
    }
    is_writing = 0;
    if (!gzip_options.keep && unlink(gzip_job.in_name) < 0) {
      fail_errno(gzip_job.in_name);
    }
  }
  if (gzip_options.verbose && found != GZIP_REFUSED) {
    print_done(!gzip_options.test);
  }
}

static void treat(const char *name) {
  int file;
  if (strcmp(name, "-") == 0) {
    treat_input();
    return;
  }
  file = open_input(name);
  if (file < 0) {
    return;
  }
  if (S_ISDIR(about.st_mode)) {
    if (gzip_options.recursive) {
      treat_folder(file);
      return;
    }
    gzip_warn("gzip: %s is a directory -- ignored\n", gzip_job.in_name);
  } else if (gzip_options.to_output || !is_refused()) {
    gzip_job.time = about.st_mtime;
    strcpy(gzip_job.out_name, "stdout");
    if ((gzip_options.to_output && !gzip_options.list && !gzip_options.test) ||
        name_output() == 0) {
      replace(file);
    }
  }
  close(file);
}

static void refuse_option(void) {
  fputs("Try `gzip --help' for more information.\n", stderr);
  exit(1);
}

static const struct option long_options[] = {
    {"stdout", 0, NULL, 'c'},     {"to-stdout", 0, NULL, 'c'}, {"decompress", 0, NULL, 'd'},
    {"uncompress", 0, NULL, 'd'}, {"force", 0, NULL, 'f'},     {"keep", 0, NULL, 'k'},
    {"list", 0, NULL, 'l'},       {"no-name", 0, NULL, 'n'},   {"name", 0, NULL, 'N'},
    {"quiet", 0, NULL, 'q'},      {"silent", 0, NULL, 'q'},    {"recursive", 0, NULL, 'r'},
    {"suffix", 1, NULL, 'S'},     {"test", 0, NULL, 't'},      {"verbose", 0, NULL, 'v'},
    {"fast", 0, NULL, '1'},       {"best", 0, NULL, '9'},      {NULL, 0, NULL, 0}};

static void take_option(int option) {
  struct gzip_options *options = &gzip_options;
  switch (option) {
    case 'c':
      options->to_output = 1;
      break;
    case 'd':
      options->decompress = 1;
      break;
    case 'f':
      options->force++;
      break;
    case 'k':
      options->keep = 1;
      break;
    case 'l':
      options->list = options->decompress = options->to_output = 1;
      break;
    case 'n':
      options->no_name = 1;
      break;
    case 'N':
      options->no_name = 0;
      break;
    case 'q':
      options->quiet = 1;
      options->verbose = 0;
      break;
    case 'r':
      options->recursive = 1;
      break;
    case 'S':
      options->suffix = optarg;
      break;
    case 't':
      options->test = options->decompress = options->to_output = 1;
      break;
    case 'v':
      options->verbose++;
      options->quiet = 0;
      break;
    default:
      if (!isdigit(option)) {
        refuse_option();
      }
      options->level = option - '0';
  }
}

int gzip_main(int count, char **arguments) {
  int option, i;
  memset(&gzip_options, 0, sizeof gzip_options);
  gzip_options.level = 6;
  gzip_options.suffix = ".gz";
  gzip_options.no_name = -1;
  gzip_options.decompress = !strcmp(tool, "gunzip") || !strcmp(tool, "zcat");
  gzip_options.to_output = !strcmp(tool, "zcat");
  tool = arguments[0] = (char *)"gzip";
  while ((option = getopt_long(count, arguments, "cdfklnNqrS:tv123456789", long_options, NULL)) !=
         -1) {
    take_option(option);
  }
  if (gzip_options.no_name < 0) {
    gzip_options.no_name = gzip_options.decompress;
  }
  if (!*gzip_options.suffix || strlen(gzip_options.suffix) > 30) {
    fprintf(stderr, "gzip: invalid suffix '%s'\n", gzip_options.suffix);
    return 1;
  }
  catch_signals();
  if (optind == count) {
    treat_input();
  }
  for (i = optind; i < count; i++) {
    treat(arguments[i]);
  }
  if (gzip_options.list && !gzip_options.quiet && count - optind > 1) {
    gzip_list(1);
  }
  return tool_status;
}

int gunzip_main(int count, char **arguments) { return gzip_main(count, arguments); }

int zcat_main(int count, char **arguments) { return gzip_main(count, arguments); }
