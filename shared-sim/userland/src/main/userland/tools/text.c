/* Programs that read lines or bytes and write them again. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <unistd.h>

#include "programs.h"

static int number_lines;
static long line_number;
static int in_line;

static void cat_one(int descriptor, const char *name) {
  char buffer[4096];
  ssize_t count;
  while ((count = read(descriptor, buffer, sizeof buffer)) > 0) {
    ssize_t i;
    if (!number_lines) {
      ssize_t done = 0;
      while (done < count) {
        ssize_t one = write(1, buffer + done, (size_t)(count - done));
        if (one < 0) {
          warn_errno("write error");
          exit(1);
        }
        done += one;
      }
      continue;
    }
    for (i = 0; i < count; i++) {
      if (!in_line) {
        printf("%6ld\t", ++line_number);
      }
      putchar(buffer[i]);
      in_line = buffer[i] != '\n';
    }
  }
  if (count < 0) {
    warn_errno("%s", name);
  }
}

int cat_main(int count, char **arguments) {
  int option;
  while ((option = getopt(count, arguments, "nu")) != -1) {
    if (option == '?') {
      try_help(1);
    }
    number_lines |= option == 'n';
  }
  each_input(count - optind, arguments + optind, cat_one);
  return tool_status;
}

static struct {
  int lines, words, bytes;
  long total[3];
  int width;
  int files;
} counting;

static void print_counts(const long *counts, const char *name) {
  int shown[3] = {counting.lines, counting.words, counting.bytes};
  int first = 1;
  int i;
  for (i = 0; i < 3; i++) {
    if (shown[i]) {
      printf("%s%*ld", first ? "" : " ", counting.width, counts[i]);
      first = 0;
    }
  }
  printf(name ? " %s\n" : "\n", name);
}

static void count_one(int descriptor, const char *name) {
  char buffer[4096];
  long counts[3] = {0, 0, 0};
  ssize_t count;
  int in_word = 0;
  int i;
  while ((count = read(descriptor, buffer, sizeof buffer)) > 0) {
    counts[2] += count;
    for (i = 0; i < count; i++) {
      int space = isspace((unsigned char)buffer[i]) != 0;
      counts[0] += buffer[i] == '\n';
      counts[1] += !space && !in_word;
      in_word = !space;
    }
  }
  if (count < 0) {
    warn_errno("%s", name);
  }
  for (i = 0; i < 3; i++) {
    counting.total[i] += counts[i];
  }
  print_counts(counts, counting.files ? name : NULL);
}

int wc_main(int count, char **arguments) {
  int option;
  while ((option = getopt(count, arguments, "lwc")) != -1) {
    switch (option) {
      case 'l':
        counting.lines = 1;
        break;
      case 'w':
        counting.words = 1;
        break;
      case 'c':
        counting.bytes = 1;
        break;
      default:
        try_help(1);
    }
  }
  counting.files = count - optind;
  if (!counting.lines && !counting.words && !counting.bytes) {
    counting.lines = counting.words = counting.bytes = 1;
  }
  counting.width = 1;
  if (counting.lines + counting.words + counting.bytes > 1) {
    counting.width = counting.files ? 0 : 7;
  }
  if (counting.width == 0 || counting.files > 1) {
    /* As wide as the number of all bytes. */
    long sum = 0;
    int i;
    for (i = optind; i < count; i++) {
      int file = open(arguments[i], O_RDONLY);
      if (file >= 0) {
        off_t size = lseek(file, 0, SEEK_END);
        sum += size > 0 ? (long)size : 0;
        close(file);
      }
    }
    counting.width = snprintf(NULL, 0, "%ld", sum);
  }
  each_input(count - optind, arguments + optind, count_one);
  if (counting.files > 1) {
    print_counts(counting.total, "total");
  }
  return tool_status;
}

static struct {
  long count;
  int bytes;
  int from_start; /* tail's +N */
  int heads;
  int seen;
  int follows; /* tail's -f */
} piece;

static void print_head(const char *name) {
  if (piece.heads) {
    printf("%s==> %s <==\n", piece.seen++ ? "\n" : "",
           strcmp(name, "-") == 0 ? "standard input" : name);
  }
}

/* A negative count leaves so many at the end out. */
static void head_one(int descriptor, const char *name) {
  long left = piece.count;
  char block[4096];
  print_head(name);
  if (left < 0) {
    FILE *file = fdopen(dup(descriptor), "r");
    char *all = NULL;
    size_t room = 0;
    ssize_t size = getdelim(&all, &room, -1, file);
    long skipped = -left;
    while (size > 0 && skipped > 0) {
      size--;
      while (!piece.bytes && size > 0 && all[size - 1] != '\n') {
        size--;
      }
      skipped--;
    }
    fwrite(all, 1, size > 0 ? (size_t)size : 0, stdout);
    return;
  }
  while (left > 0) {
    size_t most = left < (long)sizeof block ? (size_t)left : sizeof block;
    ssize_t count = read(descriptor, block, piece.bytes ? most : 1);
    if (count <= 0) {
      if (count < 0) {
        warn("error reading '%s': %s", name, strerror(errno));
      }
      return;
    }
    fwrite(block, 1, (size_t)count, stdout);
    left -= piece.bytes ? count : *block == '\n';
  }
}

static void tail_one(int descriptor, const char *name) {
  char *all = NULL;
  size_t size = 0;
  size_t room = 0;
  size_t start;
  ssize_t count;
  long left = piece.count;
  print_head(name);
  do {
    room = room < size + 4096 ? 2 * room + 8192 : room;
    all = reallocate(all, room);
    count = read(descriptor, all + size, 4096);
    size += count > 0 ? (size_t)count : 0;
  } while (count > 0);
  if (count < 0) {
    warn("error reading '%s': %s", name, strerror(errno));
  }
  if (piece.from_start) {
    for (start = 0; start < size && left > 1; start++) {
      left -= piece.bytes || all[start] == '\n';
    }
  } else if (piece.bytes) {
    start = size > (size_t)left ? size - (size_t)left : 0;
  } else {
    start = size;
    while (start > 0 && (left > 0 || all[start - 1] != '\n')) {
      start--;
      if (all[start] == '\n' && start + 1 < size && --left == 0) {
        start++;
        break;
      }
    }
    start = piece.count == 0 ? size : start;
  }
  fwrite(all + start, 1, size - start, stdout);
  free(all);
}

/* A file that tail goes on with when something is added. */
struct followed {
  int descriptor, watch;
  const char *name;
  off_t size;
};

/* Whether there was something new. */
static int print_more(struct followed *one, int is_other) {
  int any = 0;
  char block[4096];
  ssize_t count;
  struct stat status;
  if (fstat(one->descriptor, &status) == 0 && S_ISREG(status.st_mode)) {
    if (status.st_size < one->size) {
      fprintf(stderr, "%s: %s: file truncated\n", tool, one->name);
      lseek(one->descriptor, 0, SEEK_SET);
    }
    one->size = status.st_size;
  }
  while ((count = read(one->descriptor, block, sizeof block)) > 0) {
    if (is_other) {
      print_head(one->name);
      is_other = 0;
    }
    fwrite(block, 1, (size_t)count, stdout);
    any = 1;
  }
  fflush(stdout);
  return any;
}

/* Waits for what is added to files, for ever. */
static void follow(struct followed *files, int count) {
  char buffer[4096];
  ssize_t size, at;
  int i, last = count - 1, inotify = inotify_init();
  for (i = 0; i < count; i++) {
    char path[32];
    snprintf(path, sizeof path, "/proc/self/fd/%d", files[i].descriptor);
    files[i].watch = inotify_add_watch(inotify, path, IN_MODIFY);
    if (files[i].watch < 0) {
      die(1, "cannot watch '%s': %m", files[i].name);
    }
    last = print_more(&files[i], i != last) ? i : last;
  }
  while (count > 0 && (size = read(inotify, buffer, sizeof buffer)) > 0) {
    for (at = 0; at < size;) {
      const struct inotify_event *event = (const struct inotify_event *)(buffer + at);
      for (i = 0; i < count; i++) {
        if (files[i].watch == event->wd && print_more(&files[i], i != last)) {
          last = i;
        }
      }
      at += (ssize_t)sizeof *event + event->len;
    }
  }
}

static int print_piece(int count, char **arguments, void (*one)(int, const char *)) {
  int option;
  int quiet = 0;
  piece.count = 10;
  if (count > 1 && arguments[1][0] == '-' && isdigit((unsigned char)arguments[1][1])) {
    piece.count = atol(arguments[1] + 1);
    arguments++;
    count--;
  }
  while ((option = getopt(count, arguments, one == tail_one ? "n:c:fqv" : "n:c:qv")) != -1) {
    char *end;
    switch (option) {
      case 'n':
      case 'c':
        piece.bytes = option == 'c';
        piece.from_start = *optarg == '+' && one == tail_one;
        piece.count = strtol(optarg, &end, 10);
        if (*end || end == optarg) {
          die(1, "invalid number of %s: '%s'", piece.bytes ? "bytes" : "lines", optarg);
        }
        if (one == tail_one && piece.count < 0) {
          piece.count = -piece.count;
        }
        break;
      case 'f':
        piece.follows = 1;
        break;
      case 'q':
        quiet = 1;
        break;
      case 'v':
        piece.heads = 1;
        break;
      default:
        try_help(1);
    }
  }
  piece.heads |= count - optind > 1;
  piece.heads &= !quiet;
  /* Messages of open(2) have more words here. */
  {
    struct followed *files = allocate(sizeof *files * (size_t)(count + 1));
    int i, many = 0;
    if (count == optind) {
      one(0, "-");
    }
    for (i = optind; i < count; i++) {
      int file = strcmp(arguments[i], "-") == 0 ? 0 : open(arguments[i], O_RDONLY);
      if (file < 0) {
        warn_errno("cannot open '%s' for reading", arguments[i]);
      } else {
        one(file, arguments[i]);
        if (piece.follows && file > 0) {
          files[many++] = (struct followed){file, -1, arguments[i], lseek(file, 0, SEEK_CUR)};
        } else if (file > 0) {
          close(file);
        }
      }
    }
    if (piece.follows) {
      fflush(stdout);
      follow(files, many);
    }
    free(files);
  }
  return tool_status;
}

int head_main(int count, char **arguments) { return print_piece(count, arguments, head_one); }

int tail_main(int count, char **arguments) { return print_piece(count, arguments, tail_one); }

int uniq_main(int count, char **arguments) {
  int counted = 0, repeated = 0, unique = 0;
  int option;
  char *line = NULL;
  char *before = NULL;
  size_t room = 0;
  long times = 0;
  long length;
  FILE *file = stdin;
  while ((option = getopt(count, arguments, "cdu")) != -1) {
    counted |= option == 'c';
    repeated |= option == 'd';
    unique |= option == 'u';
    if (option == '?') {
      try_help(1);
    }
  }
  if (optind < count && strcmp(arguments[optind], "-") != 0) {
    file = fopen(arguments[optind], "r");
    if (!file) {
      warn_errno("%s", arguments[optind]);
      return 1;
    }
  }
  do {
    length = read_line(file, &line, &room);
    if (before && (length < 0 || strcmp(before, line) != 0)) {
      int shown = (!repeated || times > 1) && (!unique || times == 1);
      if (shown) {
        printf(counted ? "%7ld " : "", times);
        puts(before);
      }
      times = 0;
    }
    if (length >= 0) {
      times++;
      free(before);
      before = strdup(line);
    }
  } while (length >= 0);
  return 0;
}

/* Members of a range like 1,3-5 or 2-. */
static int is_selected(const char *list, long index) {
  while (*list) {
    char *end;
    long first = *list == '-' ? 1 : strtol(list, &end, 10);
    long last = first;
    if (*list == '-') {
      end = (char *)list;
    }
    if (*end == '-') {
      last = end[1] >= '0' && end[1] <= '9' ? strtol(end + 1, &end, 10) : (end++, 0x7fffffff);
    }
    if (index >= first && index <= last) {
      return 1;
    }
    list = *end == ',' ? end + 1 : end + strlen(end);
  }
  return 0;
}

static struct {
  const char *list;
  char delimiter;
  int fields;
  int only_delimited;
} cutting;

static void cut_one(int descriptor, const char *name) {
  FILE *file = fdopen(dup(descriptor), "r");
  char *line = NULL;
  size_t room = 0;
  long length;
  (void)name;
  while ((length = read_line(file, &line, &room)) >= 0) {
    long index = 1;
    int printed = 0;
    char *at = line;
    if (!cutting.fields) {
      for (; *at; at++) {
        if (is_selected(cutting.list, index++)) {
          putchar(*at);
        }
      }
      putchar('\n');
      continue;
    }
    if (!strchr(line, cutting.delimiter)) {
      if (!cutting.only_delimited) {
        puts(line);
      }
      continue;
    }
    while (at) {
      char *end = strchr(at, cutting.delimiter);
      if (is_selected(cutting.list, index++)) {
        if (printed++) {
          putchar(cutting.delimiter);
        }
        fwrite(at, 1, end ? (size_t)(end - at) : strlen(at), stdout);
      }
      at = end ? end + 1 : NULL;
    }
    putchar('\n');
  }
  fclose(file);
  free(line);
}

int cut_main(int count, char **arguments) {
  int option;
  cutting.delimiter = '\t';
  while ((option = getopt(count, arguments, "b:c:f:d:s")) != -1) {
    switch (option) {
      case 'd':
        if (optarg[0] && optarg[1]) {
          warn("the delimiter must be a single character");
          try_help(1);
        }
        cutting.delimiter = *optarg;
        break;
      case 's':
        cutting.only_delimited = 1;
        break;
      case '?':
        try_help(1);
      default:
        cutting.fields = option == 'f';
        cutting.list = optarg;
    }
  }
  if (!cutting.list) {
    warn("you must specify a list of bytes, characters, or fields");
    try_help(1);
  }
  each_input(count - optind, arguments + optind, cut_one);
  return tool_status;
}

/* The characters of a set: ranges, classes and backslashes. */
static size_t expand_set(const char *set, char *into) {
  static const struct {
    const char *name;
    int (*is)(int);
  } classes[] = {{"[:alpha:]", isalpha}, {"[:digit:]", isdigit}, {"[:alnum:]", isalnum},
                 {"[:lower:]", islower}, {"[:upper:]", isupper}, {"[:space:]", isspace},
                 {"[:punct:]", ispunct}, {"[:blank:]", isblank}};
  size_t length = 0;
  while (*set && length < 500) {
    size_t i;
    int c;
    for (i = 0; i < sizeof classes / sizeof *classes; i++) {
      size_t size = strlen(classes[i].name);
      if (strncmp(set, classes[i].name, size) == 0) {
        for (c = 1; c < 256; c++) {
          if (classes[i].is(c)) {
            into[length++] = (char)c;
          }
        }
        set += size;
        break;
      }
    }
    if (i < sizeof classes / sizeof *classes) {
      continue;
    }
    c = (unsigned char)*set++;
    if (c == '\\' && *set >= '0' && *set <= '7') {
      int digits;
      for (c = digits = 0; digits < 3 && *set >= '0' && *set <= '7'; digits++) {
        c = (c * 8 + *set++ - '0') & 255;
      }
    } else if (c == '\\' && *set) {
      static const char letters[] = "nrtabfv\\";
      static const char values[] = "\n\r\t\a\b\f\v\\";
      const char *letter = strchr(letters, *set);
      c = letter ? values[letter - letters] : *set;
      set++;
    }
    if (*set == '-' && set[1]) {
      int last = (unsigned char)set[1];
      for (set += 2; c <= last; c++) {
        into[length++] = (char)c;
      }
    } else {
      into[length++] = (char)c;
    }
  }
  return length;
}

int tr_main(int count, char **arguments) {
  char from[512];
  char to[512];
  unsigned char map[256];
  char in_first[256] = {0};
  char squeezed[256] = {0};
  int complement = 0, deletes = 0, squeezes = 0;
  size_t many;
  size_t others = 0;
  int option;
  int c;
  int before = -1;
  while ((option = getopt(count, arguments, "cCds")) != -1) {
    complement |= option == 'c' || option == 'C';
    deletes |= option == 'd';
    squeezes |= option == 's';
    if (option == '?') {
      try_help(1);
    }
  }
  if (count - optind < (deletes || squeezes ? 1 : 2)) {
    if (count == optind) {
      missing_operand();
    }
    warn("missing operand after '%s'", arguments[optind]);
    fputs("Two strings must be given when translating.\n", stderr);
    try_help(1);
  }
  many = expand_set(arguments[optind], from);
  for (c = 0; c < (int)many; c++) {
    in_first[(unsigned char)from[c]] = 1;
  }
  if (complement) {
    many = 0;
    for (c = 0; c < 256; c++) {
      in_first[c] = !in_first[c];
      if (in_first[c]) {
        from[many++] = (char)c;
      }
    }
  }
  if (count - optind > 1) {
    others = expand_set(arguments[optind + 1], to);
  }
  for (c = 0; c < 256; c++) {
    map[c] = (unsigned char)c;
  }
  for (c = 0; others && !deletes && c < (int)many; c++) {
    map[(unsigned char)from[c]] = (unsigned char)to[(size_t)c < others ? (size_t)c : others - 1];
  }
  for (c = 0; squeezes && c < (int)(others ? others : many); c++) {
    squeezed[(unsigned char)(others ? to : from)[c]] = 1;
  }
  while ((c = getchar()) != EOF) {
    int out = map[c];
    if ((deletes && in_first[c]) || (squeezed[out] && out == before)) {
      continue;
    }
    putchar(out);
    before = out;
  }
  return 0;
}
