/* grep(1) with the library's regular expressions. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "programs.h"

static struct {
  int fixed, inverted, counted, names_only, quiet, numbered, fold, whole_line, recursive, silent;
  int with_names; /* -1 while that depends on how many files there are */
  regex_t expression;
  const char *pattern;
  int found;
  int failed;
} search;

static int matches(const char *line) {
  if (search.fixed) {
    return search.whole_line ? strcmp(line, search.pattern) == 0
           : search.fold     ? strcasestr(line, search.pattern) != NULL
                             : strstr(line, search.pattern) != NULL;
  }
  {
    regmatch_t match;
    if (regexec(&search.expression, line, 1, &match, 0) != 0) {
      return 0;
    }
    return !search.whole_line || (match.rm_so == 0 && !line[match.rm_eo]);
  }
}

static void complain(const char *name) {
  if (!search.silent) {
    warn_errno("%s", name);
  }
  search.failed = 1;
}

static void search_file(int descriptor, const char *name) {
  FILE *file = fdopen(descriptor, "r");
  char *line = NULL;
  size_t room = 0;
  long number = 0;
  long count = 0;
  errno = 0;
  while (read_line(file, &line, &room) >= 0) {
    number++;
    if (matches(line) == search.inverted) {
      continue;
    }
    count++;
    search.found = 1;
    if (search.quiet || search.names_only) {
      break;
    }
    if (!search.counted) {
      if (search.with_names) {
        printf("%s:", name);
      }
      if (search.numbered) {
        printf("%ld:", number);
      }
      puts(line);
    }
  }
  if (ferror(file)) {
    complain(name);
  }
  if (search.counted && !search.quiet) {
    printf(search.with_names ? "%s:" : "", name);
    printf("%ld\n", count);
  }
  if (search.names_only && count && !search.quiet) {
    puts(name);
  }
  fclose(file);
  free(line);
}

static int by_name(const struct dirent **a, const struct dirent **b) {
  return strcmp((*a)->d_name, (*b)->d_name);
}

static void search_path(const char *path) {
  struct stat status;
  int file;
  if (search.recursive && stat(path, &status) == 0 && S_ISDIR(status.st_mode)) {
    struct dirent **entries;
    int many = scandir(path, &entries, NULL, by_name);
    int i;
    for (i = 0; i < many; i++) {
      if (strcmp(entries[i]->d_name, ".") != 0 && strcmp(entries[i]->d_name, "..") != 0) {
        char *below = join_path(path, entries[i]->d_name);
        search_path(below);
        free(below);
      }
      free(entries[i]);
    }
    return;
  }
  file = open(path, O_RDONLY);
  if (file < 0) {
    complain(path);
    return;
  }
  if (fstat(file, &status) == 0 && S_ISDIR(status.st_mode)) {
    fprintf(stderr, "grep: %s: Is a directory\n", path);
    close(file);
    return;
  }
  search_file(file, path);
}

static void compile(int flags) {
  int error;
  char text[128];
  if (search.fixed) {
    return;
  }
  error = regcomp(&search.expression, search.pattern, flags);
  if (error) {
    regerror(error, &search.expression, text, sizeof text);
    die(2, "%s", text);
  }
}

int grep_main(int count, char **arguments) {
  int flags = 0;
  int option;
  int i;
  search.with_names = -1;
  while ((option = getopt(count, arguments, "EFGivclnqsxrRe:hH")) != -1) {
    switch (option) {
      case 'E':
        flags |= REG_EXTENDED;
        break;
      case 'F':
        search.fixed = 1;
        break;
      case 'G':
        flags &= ~REG_EXTENDED;
        break;
      case 'i':
        flags |= REG_ICASE;
        search.fold = 1;
        break;
      case 'v':
        search.inverted = 1;
        break;
      case 'c':
        search.counted = 1;
        break;
      case 'l':
        search.names_only = 1;
        break;
      case 'n':
        search.numbered = 1;
        break;
      case 'q':
        search.quiet = 1;
        break;
      case 's':
        search.silent = 1;
        break;
      case 'x':
        search.whole_line = 1;
        break;
      case 'r':
      case 'R':
        search.recursive = 1;
        break;
      case 'e':
        search.pattern = optarg;
        break;
      case 'h':
        search.with_names = 0;
        break;
      case 'H':
        search.with_names = 1;
        break;
      default:
        fputs("Usage: grep [OPTION]... PATTERNS [FILE]...\n", stderr);
        try_help(2);
    }
  }
  if (!search.pattern) {
    if (optind >= count) {
      fputs("Usage: grep [OPTION]... PATTERNS [FILE]...\n", stderr);
      try_help(2);
    }
    search.pattern = arguments[optind++];
  }
  compile(flags);
  if (search.with_names < 0) {
    search.with_names = count - optind > 1 || search.recursive;
  }
  if (optind == count) {
    if (search.recursive) {
      search_path(".");
    } else {
      search_file(dup(0), "(standard input)");
    }
  }
  for (i = optind; i < count; i++) {
    if (strcmp(arguments[i], "-") == 0) {
      search_file(dup(0), "(standard input)");
    } else {
      search_path(arguments[i]);
    }
  }
  return search.failed && !(search.quiet && search.found) ? 2 : !search.found;
}
