/* tar: many files in one, with GNU's words. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "archive.h"
#include "programs.h"

enum { RECORD = 20 * ARCHIVE_BLOCK };

static struct {
  char action; /* c, x or t */
  int verbose, to_output;
  int gzip, by_name; /* compressed; or if the archive's name says so */
  const char *file;
  int descriptor;
  pid_t coder; /* what compresses or decompresses, at the other end of a pipe */
  char peeked[2];
  int peeked_at, peeked_count;
  char **names;
  int count;
  int *found;
} asked;

static void fail(const char *form, const char *name) {
  fflush(stdout);
  fprintf(stderr, "tar: ");
  fprintf(stderr, form, name);
  fputc('\n', stderr);
  tool_status = 2;
}

static void stop(const char *form, const char *name) __attribute__((noreturn));
static void stop(const char *form, const char *name) {
  fail(form, name);
  fputs("tar: Error is not recoverable: exiting now\n", stderr);
  exit(2);
}

static void refuse_use(const char *text) __attribute__((noreturn));
static void refuse_use(const char *text) {
  fprintf(stderr, "tar: %s\nTry 'tar --help' or 'tar --usage' for more information.\n", text);
  exit(2);
}

static int write_out(void *to, const void *bytes, size_t count) {
  const char *at = bytes;
  (void)to;
  while (count) {
    ssize_t part = write(asked.descriptor, at, count);
    if (part <= 0) {
      return -1;
    }
    at += part;
    count -= (size_t)part;
  }
  return 0;
}

static long read_in(void *from, void *bytes, size_t count) {
  (void)from;
  if (asked.peeked_at < asked.peeked_count && count) {
    *(char *)bytes = asked.peeked[asked.peeked_at++];
    return 1;
  }
  return (long)read(asked.descriptor, bytes, count);
}

/* gzip between the archive and what is read or written here. */
static void begin_coder(void) {
  int ends[2], writes = asked.action == 'c';
  fflush(NULL);
  if (pipe2(ends, O_CLOEXEC) < 0 || (asked.coder = fork()) < 0) {
    stop("%s: Cannot start", "gzip");
  }
  if (asked.coder == 0) {
    char *words[] = {(char *)"gzip", writes ? NULL : (char *)"-d", NULL};
    dup2(writes ? ends[0] : asked.descriptor, 0);
    dup2(writes ? asked.descriptor : ends[1], 1);
    if (asked.descriptor > 2) {
      close(asked.descriptor);
    }
    close(ends[0]);
    close(ends[1]);
    tool = words[0];
    exit(gzip_main(writes ? 1 : 2, words));
  }
  close(ends[!writes]);
  asked.descriptor = ends[writes];
}

static void end_coder(void) {
  char bytes[4096], status_text[12];
  int status;
  while (asked.action != 'c' && read(asked.descriptor, bytes, sizeof bytes) > 0) {
  }
  close(asked.descriptor);
  if (waitpid(asked.coder, &status, 0) > 0 && status) {
    snprintf(status_text, sizeof status_text, "%d",
             WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status));
    stop("Child returned status %s", status_text);
  }
}

/* A file that gzip has made is known by its first bytes; what comes from elsewhere is not. */
static void look_for_gzip(void) {
  while (asked.peeked_count < 2 &&
         read(asked.descriptor, asked.peeked + asked.peeked_count, 1) == 1) {
    asked.peeked_count++;
  }
  if (asked.peeked_count < 2 || memcmp(asked.peeked, "\037\213", 2)) {
    return;
  }
  if (lseek(asked.descriptor, 0, SEEK_SET) < 0) {
    stop("Archive is compressed. Use -z option%s", "");
  }
  asked.peeked_count = 0;
  asked.gzip = 1;
}

/* A name in an archive begins at no root. */
static const char *relative(const char *name) {
  static int said;
  if (*name == '/' && !said) {
    said = 1;
    fflush(stdout);
    fputs("tar: Removing leading `/' from member names\n", stderr);
  }
  return name + strspn(name, "/");
}

static void add(struct archive_writer *writer, const char *path) {
  struct dirent **names;
  struct stat about;
  const char *name = relative(path);
  int i, count, folder;
  if (lstat(path, &about) < 0) {
    fail(errno == ENOENT ? "%s: Cannot stat: No such file or directory" : "%s: Cannot stat", path);
    return;
  }
  folder = S_ISDIR(about.st_mode);
  if (asked.verbose) {
    fprintf(asked.descriptor == 1 ? stderr : stdout, "%s%s\n", *name ? name : "./",
            folder && *name && name[strlen(name) - 1] != '/' ? "/" : "");
  }
  if (archive_add(writer, path, *name ? name : ".") < 0) {
    fail("%s: Cannot open: Permission denied", path);
  }
  count = folder ? scandir(path, &names, NULL, alphasort) : 0;
  for (i = 0; i < count; i++) {
    if (strcmp(names[i]->d_name, ".") && strcmp(names[i]->d_name, "..")) {
      add(writer, join_path(path, names[i]->d_name));
    }
  }
}

static void create(void) {
  struct archive_writer writer;
  int i;
  memset(&writer, 0, sizeof writer);
  writer.sink = write_out;
  for (i = 0; i < asked.count; i++) {
    if (!strcmp(asked.names[i], "-C") && i + 1 < asked.count) {
      if (chdir(asked.names[++i]) < 0) {
        stop("%s: Cannot open: No such file or directory", asked.names[i]);
      }
    } else {
      add(&writer, asked.names[i]);
    }
  }
  archive_end(&writer, RECORD);
  if (writer.failed) {
    stop("%s: Cannot write", asked.file);
  }
}

/* A name that is asked for, or something below it; nothing asked for is all. */
static int is_wanted(const char *name) {
  int i;
  for (i = 0; i < asked.count; i++) {
    size_t length = strlen(asked.names[i]);
    while (length > 1 && asked.names[i][length - 1] == '/') {
      length--;
    }
    if (strncmp(asked.names[i], name, length) == 0 && (!name[length] || name[length] == '/')) {
      asked.found[i] = 1;
      return 1;
    }
  }
  return asked.count == 0;
}

static void list(const struct archive_member *member) {
  static const char kinds[] = "-hlcbdp";
  struct passwd *user = getpwuid(member->user);
  struct group *group = getgrgid(member->group);
  char mode[11], owner[80], when[32];
  time_t time = member->time;
  int i;
  if (!asked.verbose) {
    puts(member->name);
    return;
  }
  mode[0] = member->type >= '0' && member->type <= '6' ? kinds[member->type - '0'] : '?';
  for (i = 0; i < 9; i++) {
    mode[i + 1] = "rwx"[i % 3];
    if (!(member->mode >> (8 - i) & 1)) {
      mode[i + 1] = '-';
    }
  }
  mode[10] = 0;
  snprintf(owner, sizeof owner, "%s/%s", user ? user->pw_name : "?", group ? group->gr_name : "?");
  if (!user || !group) {
    snprintf(owner, sizeof owner, "%u/%u", member->user, member->group);
  }
  strftime(when, sizeof when, "%Y-%m-%d %H:%M", localtime(&time));
  printf("%s %s %*lld %s %s", mode, owner, 18 - (int)strlen(owner), member->size, when,
         member->name);
  if (member->type == '1' || member->type == '2') {
    printf(" %s %s", member->type == '1' ? "link to" : "->", member->link);
  }
  putchar('\n');
}

static int leads_out(const char *name) {
  const char *at = name;
  while (*at) {
    size_t length = strcspn(at, "/");
    if (length == 2 && strncmp(at, "..", 2) == 0) {
      return 1;
    }
    at += length + (at[length] == '/');
  }
  return 0;
}

static void make_above(const char *path) {
  char *folder = strdup(path), *at;
  for (at = strchr(folder + 1, '/'); at; at = strchr(at + 1, '/')) {
    *at = 0;
    mkdir(folder, 0755);
    *at = '/';
  }
  free(folder);
}

/* Links that lead away are made at the end, so that nothing is put where they lead. */
static struct archive_member *late;
static int late_count;

static int waits(const struct archive_member *member) {
  if (member->type != '2' || (*member->link != '/' && !leads_out(member->link))) {
    return 0;
  }
  late = reallocate(late, (size_t)(late_count + 1) * sizeof *late);
  late[late_count++] = *member;
  return 1;
}

static void make(struct archive_reader *reader, const struct archive_member *member) {
  const char *name = relative(member->name);
  if (archive_make(reader, member, name, relative(member->link)) < 0) {
    fail(errno == EEXIST ? "%s: Cannot open: File exists" : "%s: Cannot open", name);
  }
}

static void extract(struct archive_reader *reader, struct archive_member *member) {
  const char *name = relative(member->name);
  char bytes[4096];
  long count;
  if (asked.to_output) {
    while (reader->left > 0 && (count = archive_read(reader, bytes, sizeof bytes)) > 0) {
      fwrite(bytes, 1, (size_t)count, stdout);
    }
    return;
  }
  if (asked.verbose) {
    puts(member->name);
  }
  if (leads_out(name)) {
    fail("%s: Member name contains '..'", member->name);
    return;
  }
  if (!*name || !strcmp(name, "./")) {
    return;
  }
  make_above(name);
  if (!waits(member)) {
    make(reader, member);
  }
}

static void look_through(void) {
  struct archive_reader reader = {read_in, NULL, 0, 0, NULL};
  struct archive_member member;
  int i, any = 0;
  while (archive_next(&reader, &member)) {
    any = 1;
    if (is_wanted(member.name)) {
      asked.action == 't' ? list(&member) : extract(&reader, &member);
    }
  }
  for (i = 0; i < late_count; i++) {
    make(&reader, &late[i]);
  }
  fflush(stdout);
  if (reader.wrong) {
    if (any) {
      stop("%s", reader.wrong);
    }
    fail("%s", reader.wrong);
  }
  for (i = 0; i < asked.count; i++) {
    if (!asked.found[i]) {
      fail("%s: Not found in archive", asked.names[i]);
    }
  }
}

static void take_letter(char letter, char **arguments, int *at, int count) {
  switch (letter) {
    case 'c':
    case 'x':
    case 't':
      if (asked.action && asked.action != letter) {
        refuse_use(
            "You may not specify more than one '-Acdtrux', '--delete' or '--test-label' "
            "option");
      }
      asked.action = letter;
      break;
    case 'v':
      asked.verbose++;
      break;
    case 'O':
      asked.to_output = 1;
      break;
    case 'p':
    case 'k':
      break;
    case 'f':
      if (*at + 1 >= count) {
        refuse_use("option requires an argument -- 'f'");
      }
      asked.file = arguments[++*at];
      break;
    case 'C':
      if (*at + 1 >= count) {
        refuse_use("option requires an argument -- 'C'");
      }
      asked.names[asked.count++] = "-C";
      asked.names[asked.count++] = arguments[++*at];
      break;
    case 'z':
      asked.gzip = 1;
      break;
    case 'a':
      asked.by_name = 1;
      break;
    case 'j':
    case 'J':
      stop("%s: gzip is the only compression here", letter == 'j' ? "bzip2" : "xz");
      break;
    default: {
      char text[] = "invalid option -- '?'";
      text[19] = letter;
      refuse_use(text);
    }
  }
}

/* The first word may leave its dash out, as in "tar cf". */
static void take_words(int count, char **arguments) {
  int at, ended = 0;
  for (at = 1; at < count; at++) {
    const char *word = arguments[at];
    int is_old = at == 1 && *word != '-';
    if (!ended && !strcmp(word, "--")) {
      ended = 1;
    } else if (!ended && (is_old || (*word == '-' && word[1]))) {
      const char *letter = word + !is_old;
      int before = at;
      if (*letter == '-') {
        refuse_use("long options are not known here");
      }
      for (; *letter; letter++) {
        take_letter(*letter, arguments, &at, count);
        if (!is_old && at > before && letter[1]) { /* -fFILE */
          asked.file = letter + 1;
          at = before;
          break;
        }
      }
    } else {
      asked.names[asked.count++] = arguments[at];
    }
  }
}

/* Where it goes for reading; names are found in the archive. */
static void change_folder(void) {
  int i, kept = 0;
  for (i = 0; i < asked.count; i++) {
    if (!strcmp(asked.names[i], "-C") && i + 1 < asked.count) {
      if (chdir(asked.names[++i]) < 0) {
        stop("%s: Cannot open: No such file or directory", asked.names[i]);
      }
    } else {
      asked.names[kept++] = asked.names[i];
    }
  }
  asked.count = kept;
}

static int names_gzip(const char *name) {
  const char *dot = strrchr(name, '.');
  return dot && (!strcmp(dot, ".gz") || !strcmp(dot, ".tgz") || !strcmp(dot, ".taz"));
}

int tar_main(int count, char **arguments) {
  memset(&asked, 0, sizeof asked);
  asked.names = allocate((size_t)(count + 2) * sizeof *asked.names);
  asked.file = "-";
  take_words(count, arguments);
  if (!asked.action) {
    refuse_use("You must specify one of the '-Acdtrux', '--delete' or '--test-label' options");
  }
  if (asked.action == 'c' && !asked.count) {
    refuse_use("Cowardly refusing to create an empty archive");
  }
  asked.descriptor = asked.action == 'c';
  if (isatty(asked.descriptor) && !strcmp(asked.file, "-")) {
    stop(asked.action == 'c'
             ? "Refusing to write archive contents to terminal (missing -f option?)%s"
             : "Refusing to read archive contents from terminal (missing -f option?)%s",
         "");
  }
  if (strcmp(asked.file, "-")) {
    asked.descriptor = asked.action == 'c'
                           ? open(asked.file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666)
                           : open(asked.file, O_RDONLY | O_CLOEXEC);
    if (asked.descriptor < 0 && asked.gzip) { /* GNU's other process opens it */
      fprintf(stderr, "tar (child): %s: Cannot open: %s\n", asked.file, strerror(errno));
      fputs("tar (child): Error is not recoverable: exiting now\n", stderr);
      stop("Child returned status %s", "2");
    }
    if (asked.descriptor < 0) {
      stop(errno == ENOENT ? "%s: Cannot open: No such file or directory" : "%s: Cannot open",
           asked.file);
    }
  }
  if (asked.by_name && asked.action == 'c' && names_gzip(asked.file)) {
    asked.gzip = 1;
  }
  if (asked.action != 'c' && !asked.gzip) {
    look_for_gzip();
  }
  if (asked.gzip) {
    begin_coder();
  }
  if (asked.action == 'c') {
    create();
  } else {
    change_folder();
    asked.found = allocate((size_t)(asked.count + 1) * sizeof *asked.found);
    memset(asked.found, 0, (size_t)(asked.count + 1) * sizeof *asked.found);
    look_through();
  }
  if (asked.gzip) {
    end_coder();
  }
  if (tool_status == 2) {
    fputs("tar: Exiting with failure status due to previous errors\n", stderr);
  }
  return tool_status;
}
