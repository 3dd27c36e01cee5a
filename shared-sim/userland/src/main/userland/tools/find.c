/* find(1): walks through folders and does something with what an expression chooses. */
#include <dirent.h>
#include <errno.h>
#include <fnmatch.h>
#include <grp.h>
#include <pwd.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

struct test {
  enum {
    AND,
    OR,
    NOT,
    NAME,
    INAME,
    PATH,
    TYPE,
    PERM,
    USER,
    GROUP,
    SIZE,
    EMPTY,
    NEWER,
    MTIME,
    MMIN,
    LINKS,
    INODE,
    PRINT,
    PRINT0,
    DELETE,
    PRUNE,
    QUIT,
    EXEC,
    EXEC_MANY,
    LS,
    TRUE_TEST,
    FALSE_TEST
  } kind;
  struct test *left, *right;
  const char *text;
  long number;
  int sign; /* -1 less, 0 exactly, 1 more; of permissions: '-' all of them, '/' any */
  long unit;
  char **command;
  int words;
  char **gathered;
  int gathered_count;
};

static char **words;
static int at, word_count;
static struct test *expression;
static int has_action, follows, deepest = -1, least, depth_first, one_device;
static int prunes, quits;
static time_t now;

static struct test *alternatives(void);

static struct test *new_test(int kind, struct test *left, struct test *right) {
  struct test *test = allocate(sizeof *test);
  memset(test, 0, sizeof *test);
  test->kind = kind;
  test->left = left;
  test->right = right;
  return test;
}

static const char *argument_of(const char *name) {
  if (at >= word_count) {
    die(1, "missing argument to `%s'", name);
  }
  return words[at++];
}

/* N, +N or -N. */
static void take_count(struct test *test, const char *name) {
  const char *text = argument_of(name);
  const char *digits = text + (*text == '+' || *text == '-');
  char *end;
  test->sign = *text == '+' ? 1 : *text == '-' ? -1 : 0;
  test->number = strtol(digits, &end, 10);
  test->unit = 512;
  if (end == digits) {
    die(1, "invalid argument `%s' to `%s'", text, name);
  }
  if (test->kind == SIZE && *end && !end[1] && strchr("bckMGw", *end)) {
    test->unit = *end == 'c'   ? 1
                 : *end == 'w' ? 2
                 : *end == 'k' ? 1024
                 : *end == 'M' ? 1024 * 1024
                 : *end == 'G' ? 1024 * 1024 * 1024
                               : 512;
    end++;
  }
  if (*end) {
    die(1, "invalid argument `%s' to `%s'", text, name);
  }
}

static void take_permissions(struct test *test) {
  const char *text = argument_of("-perm");
  test->sign = *text == '-' || *text == '/' ? *text : 0;
  test->number = parse_mode(text + (test->sign != 0), 0, 0);
  if (test->number < 0) {
    die(1, "invalid mode `%s'", text);
  }
}

static void take_owner(struct test *test, const char *name) {
  const char *text = argument_of(name);
  struct passwd *user = test->kind == USER ? getpwnam(text) : NULL;
  struct group *group = test->kind == GROUP ? getgrnam(text) : NULL;
  char *end;
  test->number = user ? (long)user->pw_uid : group ? (long)group->gr_gid : strtol(text, &end, 10);
  if (!user && !group && (*end || end == text)) {
    die(1, "%s is not the name of a known %s", text, test->kind == USER ? "user" : "group");
  }
}

static void take_newer(struct test *test) {
  struct stat file;
  const char *name = argument_of("-newer");
  if (stat(name, &file) != 0) {
    die(1, "%s: %s", name, strerror(errno));
  }
  test->number = file.st_mtime;
  test->unit = file.st_mtim.tv_nsec;
}

static void take_command(struct test *test, const char *name) {
  test->command = words + at;
  while (at < word_count && strcmp(words[at], ";") != 0) {
    if (strcmp(words[at], "+") == 0 && at > 0 && strcmp(words[at - 1], "{}") == 0) {
      test->kind = EXEC_MANY;
      break;
    }
    at++;
  }
  if (at >= word_count || words + at == test->command) {
    die(1, "missing argument to `%s'", name);
  }
  test->words = (int)(words + at - test->command);
  at++;
  has_action = 1;
}

static const struct name_of_test {
  const char *name;
  int kind;
} names[] = {{"-name", NAME},     {"-iname", INAME},    {"-path", PATH},        {"-type", TYPE},
             {"-perm", PERM},     {"-user", USER},      {"-group", GROUP},      {"-size", SIZE},
             {"-empty", EMPTY},   {"-newer", NEWER},    {"-mtime", MTIME},      {"-mmin", MMIN},
             {"-links", LINKS},   {"-inum", INODE},     {"-print", PRINT},      {"-print0", PRINT0},
             {"-delete", DELETE}, {"-prune", PRUNE},    {"-quit", QUIT},        {"-exec", EXEC},
             {"-ls", LS},         {"-true", TRUE_TEST}, {"-false", FALSE_TEST}, {NULL, 0}};

static struct test *take_test(const char *name) {
  const struct name_of_test *found;
  struct test *test;
  for (found = names; found->name && strcmp(found->name, name) != 0; found++) {
  }
  if (!found->name) {
    die(1, *name == '-' ? "unknown predicate `%s'" : "paths must precede expression: `%s'", name);
  }
  test = new_test(found->kind, NULL, NULL);
  switch (found->kind) {
    case NAME:
    case INAME:
    case PATH:
      test->text = argument_of(name);
      break;
    case TYPE:
      test->text = argument_of(name);
      if (!*test->text || !strchr("bcdpfls", *test->text) || test->text[1]) {
        die(1, "Unknown argument to -type: %s", test->text);
      }
      break;
    case PERM:
      take_permissions(test);
      break;
    case USER:
    case GROUP:
      take_owner(test, name);
      break;
    case SIZE:
    case MTIME:
    case MMIN:
    case LINKS:
    case INODE:
      take_count(test, name);
      break;
    case NEWER:
      take_newer(test);
      break;
    case EXEC:
      take_command(test, name);
      break;
    case DELETE:
      depth_first = 1;
      has_action = 1;
      break;
    case PRINT:
    case PRINT0:
    case LS:
    case QUIT:
      has_action |= found->kind != QUIT;
      break;
    default:
      break;
  }
  return test;
}

/* Options that hold everywhere are tests that are always true. */
static int take_option(const char *name) {
  if (strcmp(name, "-maxdepth") == 0 || strcmp(name, "-mindepth") == 0) {
    const char *text = argument_of(name);
    char *end;
    long number = strtol(text, &end, 10);
    if (*end || end == text || number < 0) {
      die(1, "Expected a positive decimal integer argument to %s, but got `%s'", name, text);
    }
    *(name[2] == 'a' ? &deepest : &least) = (int)number;
    return 1;
  }
  if (strcmp(name, "-depth") == 0) {
    depth_first = 1;
    return 1;
  }
  if (strcmp(name, "-xdev") == 0 || strcmp(name, "-mount") == 0) {
    one_device = 1;
    return 1;
  }
  return 0;
}

static struct test *single(void) {
  const char *word;
  struct test *inner;
  if (at >= word_count) {
    die(1, "an expression is missing behind `%s'", words[at - 1]);
  }
  word = words[at++];
  if (strcmp(word, "!") == 0 || strcmp(word, "-not") == 0) {
    return new_test(NOT, single(), NULL);
  }
  if (strcmp(word, "(") == 0) {
    inner = alternatives();
    if (at >= word_count || strcmp(words[at++], ")") != 0) {
      die(1, "invalid expression; I was expecting to find a ')' somewhere but did not see one.");
    }
    return inner;
  }
  if (take_option(word)) {
    return new_test(TRUE_TEST, NULL, NULL);
  }
  return take_test(word);
}

static int is_next(const char *word) { return at < word_count && strcmp(words[at], word) == 0; }

static struct test *conjunction(void) {
  struct test *left = single();
  while (at < word_count && !is_next("-o") && !is_next("-or") && !is_next(")") && !is_next(",")) {
    if (is_next("-a") || is_next("-and")) {
      at++;
    }
    left = new_test(AND, left, single());
  }
  return left;
}

static struct test *alternatives(void) {
  struct test *left = conjunction();
  while (is_next("-o") || is_next("-or")) {
    at++;
    left = new_test(OR, left, conjunction());
  }
  return left;
}

static int agrees(const struct test *test, long value) {
  return test->sign > 0   ? value > test->number
         : test->sign < 0 ? value < test->number
                          : value == test->number;
}

static char type_of(mode_t mode) {
  switch (mode & S_IFMT) {
    case S_IFDIR:
      return 'd';
    case S_IFLNK:
      return 'l';
    case S_IFCHR:
      return 'c';
    case S_IFBLK:
      return 'b';
    case S_IFIFO:
      return 'p';
    case S_IFSOCK:
      return 's';
    default:
      return 'f';
  }
}

static int is_empty(const char *path, const struct stat *file) {
  DIR *folder;
  struct dirent *entry;
  int empty = 1;
  if (S_ISREG(file->st_mode)) {
    return file->st_size == 0;
  }
  folder = S_ISDIR(file->st_mode) ? opendir(path) : NULL;
  while (folder && empty && (entry = readdir(folder)) != NULL) {
    empty = strcmp(entry->d_name, ".") == 0 || strcmp(entry->d_name, "..") == 0;
  }
  if (folder) {
    closedir(folder);
  }
  return folder && empty;
}

static int run(char **command) {
  pid_t child;
  int status;
  fflush(stdout);
  child = fork();
  if (child < 0) {
    die(1, "cannot fork: %s", strerror(errno));
  }
  if (child == 0) {
    execvp(command[0], command);
    fprintf(stderr, "find: '%s': %s\n", command[0], strerror(errno));
    _exit(127);
  }
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return status;
}

/* A word with the path in place of each {}. */
static char *filled(const char *word, const char *path) {
  size_t room = strlen(word) + 1;
  const char *from = word;
  const char *found;
  char *made;
  char *to;
  while ((found = strstr(from, "{}")) != NULL) {
    room += strlen(path);
    from = found + 2;
  }
  made = to = allocate(room);
  while ((found = strstr(word, "{}")) != NULL) {
    memcpy(to, word, (size_t)(found - word));
    to += found - word;
    strcpy(to, path);
    to += strlen(path);
    word = found + 2;
  }
  strcpy(to, word);
  return made;
}

static int execute(struct test *test, const char *path) {
  char **command = allocate(((size_t)test->words + 1) * sizeof *command);
  int status;
  int i;
  for (i = 0; i < test->words; i++) {
    command[i] = filled(test->command[i], path);
  }
  command[i] = NULL;
  status = run(command);
  for (i = 0; i < test->words; i++) {
    free(command[i]);
  }
  free(command);
  return status == 0;
}

static void execute_gathered(struct test *test) {
  char **command;
  if (!test) {
    return;
  }
  execute_gathered(test->left);
  execute_gathered(test->right);
  if (test->kind != EXEC_MANY || !test->gathered_count) {
    return;
  }
  command = allocate((size_t)(test->words + test->gathered_count) * sizeof *command);
  memcpy(command, test->command, (size_t)(test->words - 1) * sizeof *command);
  memcpy(command + test->words - 1, test->gathered, (size_t)test->gathered_count * sizeof *command);
  command[test->words - 1 + test->gathered_count] = NULL;
  if (run(command) != 0) {
    tool_status = 1;
  }
  free(command);
  test->gathered_count = 0;
}

static void gather(struct test *test, const char *path) {
  test->gathered =
      reallocate(test->gathered, (size_t)(test->gathered_count + 1) * sizeof *test->gathered);
  test->gathered[test->gathered_count++] = strdup(path);
  if (test->gathered_count == 1000) {
    execute_gathered(test);
  }
}

static int delete(const char *path, const struct stat *file) {
  if (strcmp(path, ".") == 0) {
    return 1;
  }
  if ((S_ISDIR(file->st_mode) ? rmdir(path) : unlink(path)) != 0) {
    warn("cannot delete '%s': %s", path, strerror(errno));
    return 0;
  }
  return 1;
}

static void show(const char *path, const struct stat *file) {
  char mode[11];
  char date[16];
  struct passwd *user = getpwuid(file->st_uid);
  struct group *group = getgrgid(file->st_gid);
  int i;
  mode[0] = type_of(file->st_mode) == 'f' ? '-' : type_of(file->st_mode);
  for (i = 0; i < 9; i++) {
    mode[i + 1] = file->st_mode >> (8 - i) & 1 ? "rwx"[i % 3] : '-';
  }
  mode[10] = 0;
  strftime(date, sizeof date, "%b %e %H:%M", localtime(&file->st_mtime));
  printf("%9lu %6lu %s %3lu %-8s %-8s %8lld %s %s\n", (unsigned long)file->st_ino,
         (unsigned long)(file->st_blocks / 2), mode, (unsigned long)file->st_nlink,
         user ? user->pw_name : "?", group ? group->gr_name : "?", (long long)file->st_size, date,
         path);
}

static int passes(struct test *test, const char *path, const struct stat *file) {
  long units;
  switch (test->kind) {
    case AND:
      return passes(test->left, path, file) && passes(test->right, path, file);
    case OR:
      return passes(test->left, path, file) || passes(test->right, path, file);
    case NOT:
      return !passes(test->left, path, file);
    case NAME:
      return fnmatch(test->text, last_name(path), 0) == 0;
    case INAME:
      return fnmatch(test->text, last_name(path), FNM_CASEFOLD) == 0;
    case PATH:
      return fnmatch(test->text, path, 0) == 0;
    case TYPE:
      return type_of(file->st_mode) == *test->text;
    case PERM:
      return test->sign == '-'   ? (file->st_mode & test->number) == (mode_t)test->number
             : test->sign == '/' ? !test->number || (file->st_mode & test->number)
                                 : (file->st_mode & 07777) == (mode_t)test->number;
    case USER:
      return (long)file->st_uid == test->number;
    case GROUP:
      return (long)file->st_gid == test->number;
    case SIZE:
      units = (long)((file->st_size + test->unit - 1) / test->unit);
      return agrees(test, units);
    case EMPTY:
      return is_empty(path, file);
    case NEWER:
      return file->st_mtime > test->number ||
             (file->st_mtime == test->number && file->st_mtim.tv_nsec > test->unit);
    case MTIME:
      return agrees(test, (long)((now - file->st_mtime) / 86400));
    case MMIN:
      /* Parts of a minute count as one. */
      units = (long)((now - file->st_mtime + 59) / 60);
      return agrees(test, units);
    case LINKS:
      return agrees(test, (long)file->st_nlink);
    case INODE:
      return agrees(test, (long)file->st_ino);
    case PRINT:
      puts(path);
      return 1;
    case PRINT0:
      fputs(path, stdout);
      putchar(0);
      return 1;
    case LS:
      show(path, file);
      return 1;
    case DELETE:
      return delete(path, file);
    case PRUNE:
      prunes = 1;
      return 1;
    case QUIT:
      quits = 1;
      return 1;
    case EXEC:
      return execute(test, path);
    case EXEC_MANY:
      gather(test, path);
      return 1;
    default:
      return test->kind == TRUE_TEST;
  }
}

static void visit(const char *path, const struct stat *file, int depth) {
  if (depth < least || quits) {
    return;
  }
  if (passes(expression, path, file) && !has_action && !quits) {
    puts(path);
  }
}

static int not_dots(const struct dirent *entry) {
  return strcmp(entry->d_name, ".") != 0 && strcmp(entry->d_name, "..") != 0;
}

/* A folder on the way, and the one that it is in. */
struct ancestor {
  const char *path;
  dev_t device;
  ino_t inode;
  const struct ancestor *above;
};

/* Whether a link has led back to a folder on the way; it is said then. */
static int is_loop(const char *path, const struct stat *file, const struct ancestor *above) {
  for (; S_ISDIR(file->st_mode) && above; above = above->above) {
    if (above->device == file->st_dev && above->inode == file->st_ino) {
      fflush(stdout);
      fprintf(stderr,
              "find: File system loop detected; '%s' is part of the same file system loop as "
              "'%s'.\n",
              path, above->path);
      tool_status = 1;
      return 1;
    }
  }
  return 0;
}

static void walk(const char *path, int depth, const struct ancestor *above) {
  struct stat file;
  struct ancestor own = {path, 0, 0, above};
  struct dirent **entries;
  int many;
  int i;
  if ((follows || (depth == 0 && follows > 0) ? stat : lstat)(path, &file) != 0 &&
      lstat(path, &file) != 0) {
    fflush(stdout);
    fprintf(stderr, "find: '%s': %s\n", path, strerror(errno));
    tool_status = 1;
    return;
  }
  if (is_loop(path, &file, above)) {
    return;
  }
  own.device = file.st_dev;
  own.inode = file.st_ino;
  prunes = 0;
  if (!depth_first) {
    visit(path, &file, depth);
  }
  if (S_ISDIR(file.st_mode) && !quits && (!prunes || depth_first) &&
      (deepest < 0 || depth < deepest) && (!one_device || !above || file.st_dev == above->device)) {
    many = scandir(path, &entries, not_dots, NULL);
    if (many < 0) {
      fflush(stdout);
      fprintf(stderr, "find: '%s': %s\n", path, strerror(errno));
      tool_status = 1;
    }
    for (i = 0; i < many; i++) {
      char *below = join_path(path, entries[i]->d_name);
      if (!quits) {
        walk(below, depth + 1, &own);
      }
      free(below);
      free(entries[i]);
    }
    if (many >= 0) {
      free(entries);
    }
  }
  if (depth_first) {
    visit(path, &file, depth);
  }
}

int find_main(int count, char **arguments) {
  int first;
  int i;
  at = 1;
  while (at < count && arguments[at][0] == '-' && arguments[at][1] &&
         strchr("LPH", arguments[at][1]) && !arguments[at][2]) {
    follows = arguments[at++][1] == 'L';
  }
  first = at;
  while (at < count && arguments[at][0] != '-' && strcmp(arguments[at], "!") != 0 &&
         strcmp(arguments[at], "(") != 0) {
    at++;
  }
  i = at;
  words = arguments;
  word_count = count;
  now = time(NULL);
  expression = at < count ? alternatives() : new_test(TRUE_TEST, NULL, NULL);
  if (at < count) {
    die(1, "invalid expression; you have too many ')'");
  }
  if (first == i) {
    walk(".", 0, NULL);
  }
  for (; first < i; first++) {
    walk(arguments[first], 0, NULL);
  }
  execute_gathered(expression);
  return tool_status;
}
