/* grep(1) with the library's regular expressions. */
#include <ctype.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <getopt.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "programs.h"

static struct {
  int fixed, inverted, counted, names_only, quiet, numbered, fold, whole_line, whole_word;
  int recursive, follows, silent, parts_only, without_only;
  int with_names; /* -1 while that depends on how many files there are */
  long most, before, after;
  const char *include;
  int found;
  int failed;
} search = {.with_names = -1, .most = -1};

static struct pattern {
  char *text;
  regex_t expression;
} *patterns;
static int pattern_count;

/* Where a line matches. */
struct found {
  long from, to;
};

static int is_word(int c) { return isalnum(c) || c == '_'; }

static int is_allowed(const char *line, long length, long from, long to) {
  if (search.whole_line) {
    return from == 0 && to == length;
  }
  return !search.whole_word || ((from == 0 || !is_word((unsigned char)line[from - 1])) &&
                                (to == length || !is_word((unsigned char)line[to])));
}

static int find_text(const struct pattern *pattern, const char *line, long length, long at,
                     struct found *found) {
  long size = (long)strlen(pattern->text);
  for (; at + size <= length; at++) {
    if ((search.fold ? strncasecmp(line + at, pattern->text, (size_t)size)
                     : memcmp(line + at, pattern->text, (size_t)size)) == 0 &&
        is_allowed(line, length, at, at + size)) {
      found->from = at;
      found->to = at + size;
      return 1;
    }
  }
  return 0;
}

static int find_expression(const struct pattern *pattern, const char *line, long length, long at,
                           struct found *found) {
  while (at <= length) {
    regmatch_t match;
    long end;
    match.rm_so = (regoff_t)at;
    match.rm_eo = (regoff_t)length;
    if (regexec(&pattern->expression, line, 1, &match, REG_STARTEND) != 0) {
      return 0;
    }
    /* Where the longest is no word of its own, a shorter one from the same place may be. */
    for (end = match.rm_eo; end >= match.rm_so; end--) {
      regmatch_t shorter = {match.rm_so, (regoff_t)end};
      if (is_allowed(line, length, match.rm_so, end) &&
          (end == match.rm_eo ||
           (search.whole_word &&
            regexec(&pattern->expression, line, 1, &shorter, REG_STARTEND | REG_NOTEOL) == 0 &&
            shorter.rm_so == match.rm_so && shorter.rm_eo == end))) {
        found->from = match.rm_so;
        found->to = end;
        return 1;
      }
    }
    at = match.rm_so + 1;
  }
  return 0;
}

/* The first of all patterns' matches from a place on, the longest of those. */
static int find(const char *line, long length, long at, struct found *best) {
  int any = 0;
  int i;
  for (i = 0; i < pattern_count; i++) {
    struct found one;
    int is_there = search.fixed ? find_text(&patterns[i], line, length, at, &one)
                                : find_expression(&patterns[i], line, length, at, &one);
    if (is_there &&
        (!any || one.from < best->from || (one.from == best->from && one.to > best->to))) {
      *best = one;
      any = 1;
    }
  }
  return any;
}

static void complain(const char *name) {
  if (!search.silent) {
    warn_errno("%s", name);
  }
  search.failed = 1;
}

static void put_head(const char *name, long number, char sign) {
  if (search.with_names) {
    printf("%s%c", name, sign);
  }
  if (search.numbered) {
    printf("%ld%c", number, sign);
  }
}

static void put_parts(const char *name, long number, const char *line, long length) {
  struct found found;
  long at = 0;
  while (at <= length && find(line, length, at, &found)) {
    if (found.to > found.from) {
      put_head(name, number, ':');
      fwrite(line + found.from, 1, (size_t)(found.to - found.from), stdout);
      putchar('\n');
    }
    at = found.to > found.from ? found.to : found.to + 1;
  }
}

static void put_line(const char *name, long number, const char *line, long length, char sign) {
  put_head(name, number, sign);
  fwrite(line, 1, (size_t)length, stdout);
  putchar('\n');
}

/* The lines that have gone by, for -B. */
static struct {
  char **lines;
  long *lengths;
  long count, first;
} kept;

static void forget(void) {
  long i;
  for (i = 0; i < kept.count; i++) {
    free(kept.lines[(kept.first + i) % search.before]);
  }
  kept.count = kept.first = 0;
}

static void keep(const char *line, long length) {
  long at;
  if (!search.before) {
    return;
  }
  if (!kept.lines) {
    kept.lines = allocate((size_t)search.before * sizeof *kept.lines);
    kept.lengths = allocate((size_t)search.before * sizeof *kept.lengths);
  }
  if (kept.count == search.before) {
    free(kept.lines[kept.first]);
    kept.first = (kept.first + 1) % search.before;
    kept.count--;
  }
  at = (kept.first + kept.count++) % search.before;
  kept.lines[at] = allocate((size_t)length + 1);
  memcpy(kept.lines[at], line, (size_t)length + 1);
  kept.lengths[at] = length;
}

static long last_printed;
static int has_printed;

static void put_kept(const char *name, long number) {
  long i;
  long first = number - kept.count;
  if (has_printed && (search.before || search.after) && first > last_printed + 1) {
    puts("--");
  }
  for (i = 0; i < kept.count; i++) {
    long at = (kept.first + i) % search.before;
    put_line(name, first + i, kept.lines[at], kept.lengths[at], '-');
  }
  forget();
}

/* A line that is printed, or only counted. */
static void take_line(const char *name, long number, const char *line, long length) {
  if (search.counted || search.quiet || search.names_only || search.without_only) {
    return;
  }
  if (search.parts_only) {
    if (!search.inverted) {
      put_parts(name, number, line, length);
    }
    return;
  }
  put_kept(name, number);
  put_line(name, number, line, length, ':');
  last_printed = number;
  has_printed = 1;
}

static void search_file(int descriptor, const char *name) {
  FILE *file = fdopen(descriptor, "r");
  char *line = NULL;
  size_t room = 0;
  long number = 0, count = 0, length, follow = 0;
  struct found found;
  errno = 0;
  last_printed = -1;
  while ((search.most < 0 || count < search.most || follow > 0) &&
         (length = read_line(file, &line, &room)) >= 0) {
    number++;
    if ((search.most < 0 || count < search.most) &&
        find(line, length, 0, &found) != search.inverted) {
      count++;
      search.found = 1;
      if (search.quiet || search.names_only || search.without_only) {
        break;
      }
      take_line(name, number, line, length);
      follow = search.after;
    } else if (follow > 0 && !search.counted && !search.parts_only) {
      put_line(name, number, line, length, '-');
      last_printed = number;
      follow--;
    } else {
      keep(line, length);
    }
  }
  if (ferror(file)) {
    complain(name);
  }
  if (kept.lines) {
    forget();
  }
  if (search.counted && !search.quiet) {
    printf(search.with_names ? "%s:" : "", name);
    printf("%ld\n", count);
  }
  if (!search.quiet && (search.names_only ? count > 0 : search.without_only && !count)) {
    puts(name);
  }
  fclose(file);
  free(line);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

enum place { UNNAMED, NAMED, BELOW };

/* Links that are found on the way are followed by -R alone, and devices are not read. */
static int is_left_out(const char *path, enum place place) {
  struct stat status;
  return place == BELOW &&
         (lstat(path, &status) != 0 || (S_ISLNK(status.st_mode) && !search.follows) ||
          S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode) || S_ISCHR(status.st_mode));
}

static void search_path(const char *path, enum place place) {
  struct stat status;
  int file;
  if (is_left_out(path, place)) {
    return;
  }
  if (search.recursive && stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
    struct dirent **entries;
    int many = scandir(path, &entries, NULL, by_name);
    int i;
    for (i = 0; i < many; i++) {
      if (strcmp(entries[i]->d_name, ".") != 0 && strcmp(entries[i]->d_name, "..") != 0) {
        char *below =
            place == UNNAMED ? strdup(entries[i]->d_name) : join_path(path, entries[i]->d_name);
        search_path(below, BELOW);
        free(below);
      }
      free(entries[i]);
    }
    if (many >= 0) {
      free(entries);
    }
    return;
  }
  if (search.include && fnmatch(search.include, last_name(path), 0) != 0) {
    return;
  }
  file = open(path, O_RDONLY);
  if (file < 0) {
    complain(path);
    return;
  }
  if (fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
    fprintf(stderr, "grep: %s: Is a directory\n", path);
    search.failed = 1;
    close(file);
    return;
  }
  search_file(file, path);
}

/* Each line of a text is a pattern of its own. */
static void add_patterns(const char *text) {
  for (;;) {
    size_t length = strcspn(text, "\n");
    patterns = reallocate(patterns, (size_t)(pattern_count + 1) * sizeof *patterns);
    patterns[pattern_count++].text = strndup(text, length);
    if (!text[length]) {
      return;
    }
    text += length + 1;
  }
}

static void read_patterns(const char *name) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  char *line = NULL;
  size_t room = 0;
  if (!file) {
    die(2, "%s: %s", name, strerror(errno));
  }
  while (read_line(file, &line, &room) >= 0) {
    add_patterns(line);
  }
  free(line);
  if (file != stdin) {
    fclose(file);
  }
}

static void compile(int flags) {
  char text[128];
  int i;
  for (i = 0; i < pattern_count && !search.fixed; i++) {
    int error = regcomp(&patterns[i].expression, patterns[i].text, flags);
    if (error) {
      regerror(error, &patterns[i].expression, text, sizeof text);
      die(2, "%s", text);
    }
  }
}

static void usage(void) {
  fputs("Usage: grep [OPTION]... PATTERNS [FILE]...\n", stderr);
  try_help(2);
}

static long number_of(const char *text, const char *what) {
  char *end;
  long number = strtol(text, &end, 10);
  if (*end || end == text || number < 0) {
    die(2, "%s: %s", text, what);
  }
  return number;
}

static const struct option options[] = {{"after-context", required_argument, NULL, 'A'},
                                        {"before-context", required_argument, NULL, 'B'},
                                        {"context", required_argument, NULL, 'C'},
                                        {"count", no_argument, NULL, 'c'},
                                        {"extended-regexp", no_argument, NULL, 'E'},
                                        {"file", required_argument, NULL, 'f'},
                                        {"files-with-matches", no_argument, NULL, 'l'},
                                        {"files-without-match", no_argument, NULL, 'L'},
                                        {"fixed-strings", no_argument, NULL, 'F'},
                                        {"ignore-case", no_argument, NULL, 'i'},
                                        {"include", required_argument, NULL, 'I'},
                                        {"invert-match", no_argument, NULL, 'v'},
                                        {"line-number", no_argument, NULL, 'n'},
                                        {"line-regexp", no_argument, NULL, 'x'},
                                        {"max-count", required_argument, NULL, 'm'},
                                        {"no-filename", no_argument, NULL, 'h'},
                                        {"no-messages", no_argument, NULL, 's'},
                                        {"only-matching", no_argument, NULL, 'o'},
                                        {"quiet", no_argument, NULL, 'q'},
                                        {"recursive", no_argument, NULL, 'r'},
                                        {"regexp", required_argument, NULL, 'e'},
                                        {"with-filename", no_argument, NULL, 'H'},
                                        {"word-regexp", no_argument, NULL, 'w'},
                                        {NULL, 0, NULL, 0}};

/* Options that are only noted; 0 for any other. */
static int note_option(int option) {
  switch (option) {
    case 'F':
      search.fixed = 1;
      return 1;
    case 'i':
    case 'y':
      search.fold = 1;
      return 1;
    case 'v':
      search.inverted = 1;
      return 1;
    case 'c':
      search.counted = 1;
      return 1;
    case 'l':
      search.names_only = 1;
      return 1;
    case 'L':
      search.without_only = 1;
      return 1;
    case 'n':
      search.numbered = 1;
      return 1;
    case 'o':
      search.parts_only = 1;
      return 1;
    case 'q':
      search.quiet = 1;
      return 1;
    case 's':
      search.silent = 1;
      return 1;
    case 'w':
      search.whole_word = 1;
      return 1;
    case 'x':
      search.whole_line = 1;
      return 1;
    case 'r':
    case 'R':
      search.recursive = 1;
      search.follows = option == 'R';
      return 1;
    case 'h':
    case 'H':
      search.with_names = option == 'H';
      return 1;
    default:
      return 0;
  }
}

/* Options with a word of their own, and those about what patterns are. */
static void take_option(int option, int *flags, int *has_patterns) {
  static const char length[] = "invalid context length argument";
  switch (option) {
    case 'E':
      *flags |= REG_EXTENDED;
      break;
    case 'G':
      *flags &= ~REG_EXTENDED;
      break;
    case 'e':
      add_patterns(optarg);
      *has_patterns = 1;
      break;
    case 'f':
      read_patterns(optarg);
      *has_patterns = 1;
      break;
    case 'A':
      search.after = number_of(optarg, length);
      break;
    case 'B':
      search.before = number_of(optarg, length);
      break;
    case 'C':
      search.before = search.after = number_of(optarg, length);
      break;
    case 'm':
      search.most = number_of(optarg, "invalid max count");
      break;
    case 'I':
      search.include = optarg;
      break;
    default:
      usage();
  }
}

int grep_main(int count, char **arguments) {
  int flags = 0;
  int has_patterns = 0;
  int option;
  while ((option = getopt_long(count, arguments, "EFGivyclLnoqswxrRe:f:hHA:B:C:m:", options,
                               NULL)) != -1) {
    if (!note_option(option)) {
      take_option(option, &flags, &has_patterns);
    }
  }
  if (!has_patterns) {
    if (optind >= count) {
      usage();
    }
    add_patterns(arguments[optind++]);
  }
  compile(flags | (search.fold ? REG_ICASE : 0));
  if (search.with_names < 0) {
    search.with_names = count - optind > 1 || search.recursive;
  }
  if (optind == count) {
    if (search.recursive) {
      search_path(".", UNNAMED);
    } else {
      search_file(dup(0), "(standard input)");
    }
  }
  for (; optind < count; optind++) {
    if (strcmp(arguments[optind], "-") == 0) {
      search_file(dup(0), "(standard input)");
    } else {
      search_path(arguments[optind], NAMED);
    }
  }
  if (search.failed && !(search.quiet && search.found)) {
    return 2;
  }
  return search.without_only ? 0 : !search.found;
}
