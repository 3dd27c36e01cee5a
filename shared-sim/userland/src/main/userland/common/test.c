/* test(1) and [: by the number of arguments, as POSIX says, and by precedence beyond four. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { WRONG = 2 };

static const char *name;
static char **at;
static char **end;
static int wrong;

static int complain(const char *what, const char *problem) {
  fprintf(stderr, "%s: %s: %s\n", name, what, problem);
  wrong = 1;
  return 0;
}

static long number(const char *text) {
  char *rest;
  long value = strtol(text, &rest, 10);
  while (*rest == ' ') {
    rest++;
  }
  if (*rest || rest == text) {
    complain(text, "bad number");
  }
  return value;
}

static int test_file(char operator, const char *path) {
  struct stat status;
  if (operator == 'h' || operator == 'L') {
    return lstat(path, &status) == 0 && S_ISLNK(status.st_mode);
  }
  if (operator == 'r' || operator == 'w' || operator == 'x') {
    return access(path, operator == 'r' ? R_OK : operator == 'w' ? W_OK : X_OK) == 0;
  }
  if (stat(path, &status) < 0) {
    return 0;
  }
  switch (operator) {
    case 'b':
      return S_ISBLK(status.st_mode);
    case 'c':
      return S_ISCHR(status.st_mode);
    case 'd':
      return S_ISDIR(status.st_mode);
    case 'f':
      return S_ISREG(status.st_mode);
    case 'g':
      return (status.st_mode & S_ISGID) != 0;
    case 'k':
      return (status.st_mode & S_ISVTX) != 0;
    case 'p':
      return S_ISFIFO(status.st_mode);
    case 'S':
      return S_ISSOCK(status.st_mode);
    case 's':
      return status.st_size > 0;
    case 'u':
      return (status.st_mode & S_ISUID) != 0;
    case 'O':
      return status.st_uid == geteuid();
    case 'G':
      return status.st_gid == getegid();
    default:
      return 1;
  }
}

static int is_unary(const char *word) {
  return word[0] == '-' && word[1] && !word[2] && strchr("bcdefghkLnOGprSstuwxz", word[1]);
}

static int test_unary(const char *operator, const char *operand) {
  switch (operator[1]) {
    case 'n':
      return *operand != 0;
    case 'z':
      return *operand == 0;
    case 't':
      return isatty((int)number(operand));
    default:
      return test_file(operator[1], operand);
  }
}

static int is_binary(const char *word) {
  static const char *const operators[] = {"=",   "==",  "!=",  "-eq", "-ne", "-gt", "-ge",
                                          "-lt", "-le", "-nt", "-ot", "-ef", "<",   ">"};
  size_t i;
  for (i = 0; i < sizeof operators / sizeof *operators; i++) {
    if (strcmp(word, operators[i]) == 0) {
      return 1;
    }
  }
  return 0;
}

static int compare_files(const char *left, const char *operator, const char *right) {
  struct stat a;
  struct stat b;
  int has_a = stat(left, &a) == 0;
  int has_b = stat(right, &b) == 0;
  if (operator[1] == 'e') {
    return has_a && has_b && a.st_dev == b.st_dev && a.st_ino == b.st_ino;
  }
  if (!has_a || !has_b) {
    return operator[1] == 'n' ? has_a && !has_b : has_b && !has_a;
  }
  return operator[1] == 'n' ? a.st_mtime > b.st_mtime : a.st_mtime < b.st_mtime;
}

static int test_binary(const char *left, const char *operator, const char *right) {
  long a;
  long b;
  if (operator[0] != '-') {
    int order = strcmp(left, right);
    return operator[0] == '!'   ? order != 0
           : operator[0] == '=' ? order == 0
           : operator[0] == '<' ? order < 0
                                : order > 0;
  }
  if (strcmp(operator, "-nt") == 0 || strcmp(operator, "-ot") == 0 ||
      strcmp(operator, "-ef") == 0) {
    return compare_files(left, operator, right);
  }
  a = number(left);
  b = number(right);
  switch (operator[1]) {
    case 'e':
      return a == b;
    case 'n':
      return a != b;
    case 'g':
      return operator[2] == 't' ? a > b : a >= b;
    default:
      return operator[2] == 't' ? a < b : a <= b;
  }
}

static int parse_or(void);

static int parse_primary(void) {
  if (at >= end) {
    return complain(at[-1], "argument expected");
  }
  if (strcmp(*at, "!") == 0 && at + 1 < end) {
    at++;
    return !parse_primary();
  }
  if (end - at >= 3 && is_binary(at[1])) {
    at += 3;
    return test_binary(at[-3], at[-2], at[-1]);
  }
  if (strcmp(*at, "(") == 0 && end - at > 2) {
    int value;
    at++;
    value = parse_or();
    if (at >= end || strcmp(*at, ")") != 0) {
      return complain(")", "expected");
    }
    at++;
    return value;
  }
  if (is_unary(*at) && at + 1 < end) {
    at += 2;
    return test_unary(at[-2], at[-1]);
  }
  if (end - at == 2 && is_binary(at[1])) {
    return complain(at[1], "argument expected");
  }
  return **at++ != 0;
}

static int parse_and(void) {
  int value = parse_primary();
  while (at < end && strcmp(*at, "-a") == 0) {
    at++;
    value &= parse_primary();
  }
  return value;
}

static int parse_or(void) {
  int value = parse_and();
  while (at < end && strcmp(*at, "-o") == 0) {
    at++;
    value |= parse_and();
  }
  return value;
}

int test_main(int count, char **arguments) {
  int value;
  extern const char *message_name;
  name = message_name;
  wrong = 0;
  at = arguments + 1;
  end = arguments + count;
  if (strcmp(arguments[0], "[") == 0) {
    if (count < 2 || strcmp(arguments[count - 1], "]") != 0) {
      fprintf(stderr, "%s: missing ]\n", name);
      return WRONG;
    }
    end--;
  }
  if (at == end) {
    return 1;
  }
  value = parse_or();
  if (!wrong && at < end) {
    complain(*at, "unknown operand");
  }
  return wrong ? WRONG : !value;
}
