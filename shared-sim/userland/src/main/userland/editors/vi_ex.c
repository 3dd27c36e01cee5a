/* Commands behind a colon. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "vi.h"

/* A command as it was typed: its lines, its name, whether with !, and what is behind. */
struct ex {
  int first, last, given; /* how many addresses there were */
  const char *name;
  int length, forced;
  const char *rest;
};

static int is_failed; /* in an address */

static const char *blanks(const char *at) { return at + strspn(at, " \t"); }

/* A search for a line, with its delimiter; the row, or -1. */
static int find_row(const char **at, int from) {
  char delimiter = **at;
  const char *start = ++*at;
  struct place before = vi.cursor, found;
  int ok;
  while (**at && **at != delimiter) {
    *at += **at == '\\' && (*at)[1] ? 2 : 1;
  }
  ok = vi_compile(start, (int)(*at - start));
  *at += **at == delimiter;
  if (!ok) {
    return -1;
  }
  vi.cursor.row = from;
  vi.cursor.column = delimiter == '/' ? vi.lines[from].length : 0;
  ok = vi_search(delimiter == '/', &found);
  vi.cursor = before;
  return ok ? found.row : -1;
}

/* One address, from the current line on; how it went: 0 there is none, -1 it is wrong. */
static int read_address(const char **at, int *row) {
  int found = 1, number;
  *at = blanks(*at);
  if (isdigit((unsigned char)**at)) {
    *row = (int)strtol(*at, (char **)at, 10) - 1;
  } else if (**at == '.') {
    ++*at;
  } else if (**at == '$') {
    ++*at;
    *row = vi.count - 1;
  } else if (**at == '\'') {
    struct place *mark = vi_mark(*++*at);
    *at += **at != 0;
    if (!mark || mark->row < 0) {
      vi_fail("E20: Mark not set");
      return -1;
    }
    *row = mark->row;
  } else if (**at == '/' || **at == '?') {
    *row = find_row(at, *row);
    if (*row < 0) {
      return -1;
    }
  } else {
    found = 0;
  }
  for (*at = blanks(*at); **at == '+' || **at == '-'; *at = blanks(*at), found = 1) {
    int sign = **at == '+' ? 1 : -1;
    ++*at;
    number = isdigit((unsigned char)**at) ? (int)strtol(*at, (char **)at, 10) : 1;
    *row += sign * number;
  }
  return found;
}

static const char *read_range(const char *at, struct ex *ex) {
  int row = vi.cursor.row, from = vi.cursor.row, found;
  ex->first = ex->last = row;
  ex->given = 0;
  at = blanks(at);
  if (*at == '%') {
    ex->first = 0;
    ex->last = vi.count - 1;
    ex->given = 2;
    return blanks(at + 1);
  }
  for (;;) {
    row = from;
    found = read_address(&at, &row);
    if (found < 0) {
      is_failed = 1;
      return at;
    }
    if (found || *at == ',' || *at == ';' || ex->given) {
      ex->first = ex->given ? ex->last : row;
      ex->last = row;
      ex->given++;
    }
    if (*at != ',' && *at != ';') {
      break;
    }
    from = *at == ';' ? row : vi.cursor.row;
    at++;
  }
  if (ex->given == 1) {
    ex->first = ex->last;
  }
  return blanks(at);
}

static int is_named(const struct ex *ex, const char *name, int least) {
  return ex->length >= least && (size_t)ex->length <= strlen(name) &&
         strncmp(ex->name, name, (size_t)ex->length) == 0;
}

static int may_leave(int forced) {
  if (vi.changed && !forced) {
    vi_fail("E37: No write since last change (add ! to override)");
    return 0;
  }
  return 1;
}

static void leave(int forced) {
  int more = vi.file_count - vi.file_at - 1;
  static int warned = -1;
  if (!may_leave(forced)) {
    return;
  }
  if (more > 0 && !forced && warned != vi.file_at) {
    warned = vi.file_at;
    vi_fail("E173: %d more file%s to edit", more, more == 1 ? "" : "s");
    return;
  }
  vi.ended = 2;
}

/* A file's name, where % is the one that is edited. */
static char *file_name(const char *text) {
  char *name = allocate(strlen(text) + 1 + (vi.file ? strlen(text) * strlen(vi.file) : 0));
  char *to = name;
  for (; *text; text++) {
    if (*text == '%' && vi.file) {
      strcpy(to, vi.file);
      to += strlen(vi.file);
    } else {
      text += *text == '\\' && text[1] == '%';
      *to++ = *text;
    }
  }
  while (to > name && to[-1] == ' ') {
    to--;
  }
  *to = 0;
  return name;
}

static int write_it(const struct ex *ex) {
  int first = ex->given ? ex->first : 0, last = ex->given ? ex->last : vi.count - 1;
  int adds = strncmp(ex->rest, ">>", 2) == 0, done;
  char *name;
  if (*ex->rest == '!' && !ex->forced) {
    char path[] = "/tmp/vi.XXXXXX";
    int file = mkstemp(path);
    if (file < 0) {
      vi_fail("E482: Can't create file %s", path);
      return 0;
    }
    remove(path);
    vi_write_lines(first, last, file);
    vi_leave_screen();
    vi_shell(ex->rest + 1, file, NULL);
    vi_wait();
    return 0;
  }
  name = file_name(blanks(ex->rest + (adds ? 2 : 0)));
  done = vi_write(first, last, *name ? name : NULL, adds, ex->forced);
  free(name);
  return done;
}

static void read_it(const struct ex *ex) {
  struct lines read = {NULL, 0, 1};
  int at = ex->given ? ex->last + 1 : vi.cursor.row + 1, whole;
  long bytes = 0;
  char *name;
  if (*ex->rest == '!') {
    vi_shell(ex->rest + 1, -1, &read);
  } else {
    name = file_name(*ex->rest ? ex->rest : vi.file ? "%" : "");
    if (!*name) {
      vi_fail("E32: No file name");
      free(name);
      return;
    }
    if (!vi_read_file(name, &read.at, &read.count, &bytes, &whole)) {
      vi_fail(errno == ENOENT ? "E484: Can't open file %s" : "E485: Can't read file %s", name);
      free(name);
      return;
    }
    vi_say("\"%s\" %d line%s, %ld byte%s", name, read.count, read.count == 1 ? "" : "s", bytes,
           bytes == 1 ? "" : "s");
    free(name);
  }
  if (read.count) {
    at = vi.is_empty ? 0 : at;
    vi_replace(at, 0, read.at, read.count);
    vi.cursor.row = at;
    vi.cursor.column = vi_first_word(at);
  }
  free(read.at);
}

static void edit_it(const struct ex *ex) {
  char *name;
  if (!may_leave(ex->forced)) {
    return;
  }
  name = file_name(*ex->rest ? ex->rest : vi.file ? "%" : "");
  if (!*name) {
    vi_fail("E32: No file name");
  } else {
    vi_edit(name);
  }
  free(name);
}

static void next_file(int by, int forced) {
  if (vi.file_at + by < 0 || vi.file_at + by >= vi.file_count) {
    vi_fail(vi.file_count < 2 ? "E163: There is only one file to edit"
            : by > 0          ? "E165: Cannot go beyond last file"
                              : "E164: Cannot go before first file");
  } else if (may_leave(forced)) {
    vi.file_at += by;
    vi_edit(vi.files[vi.file_at]);
  }
}

/* A line further on in the rest, counted from the line in front of the first. */
static int read_target(const char *rest, int *row) {
  const char *at = rest;
  *row = vi.cursor.row;
  if (isdigit((unsigned char)*blanks(at)) && atoi(at) == 0) {
    *row = -1;
    return 1;
  }
  if (read_address(&at, row) <= 0 || *row >= vi.count) {
    vi_fail("E14: Invalid address");
    return 0;
  }
  return 1;
}

static void copy_it(const struct ex *ex, int moves) {
  int to, count = ex->last - ex->first + 1, i;
  struct line *fresh;
  if (!read_target(ex->rest, &to)) {
    return;
  }
  if (moves && to >= ex->first && to < ex->last) {
    vi_fail("E134: Cannot move a range of lines into itself");
    return;
  }
  fresh = allocate((size_t)count * sizeof *fresh);
  for (i = 0; i < count; i++) {
    const struct line *line = &vi.lines[ex->first + i];
    fresh[i] = vi_new_line(line->text, line->length);
    fresh[i].marked = moves && line->marked;
  }
  vi_replace(to + 1, 0, fresh, count);
  free(fresh);
  vi.cursor.row = to + count;
  if (moves) {
    int shift = to < ex->first ? count : 0;
    vi_replace(ex->first + shift, count, NULL, 0);
    vi.cursor.row -= shift ? 0 : count;
    if (count > 2) {
      vi_say("%d lines moved", count);
    }
  }
  vi.cursor.column = vi_first_word(vi.cursor.row);
}

/* A register's name and a count may stand behind d, y and pu. */
static void take_lines(const struct ex *ex, int deletes) {
  struct range range = {{ex->first, 0}, {ex->last, 0}, 1};
  const char *rest = ex->rest;
  int name = 0, count = ex->last - ex->first + 1;
  if (isalpha((unsigned char)*rest)) {
    name = *rest++;
    rest = blanks(rest);
  }
  if (isdigit((unsigned char)*rest)) {
    count = (int)strtol(rest, (char **)&rest, 10);
    range.from.row = ex->last;
    range.to.row = ex->last + count - 1;
    range.to.row = range.to.row >= vi.count ? vi.count - 1 : range.to.row;
  }
  if (*rest) {
    vi_fail("E488: Trailing characters: %s", rest);
    return;
  }
  if (!deletes) {
    vi_yank(&range, name);
    if (count > 2) {
      vi_say("%d lines yanked", count);
    }
    return;
  }
  vi_keep_deleted(&range, name);
  vi_delete_range(&range);
  vi.cursor.row = range.from.row;
  vi_settle();
  vi.cursor.column = vi_first_word(vi.cursor.row);
  if (vi.is_empty) {
    vi_say("--No lines in buffer--");
  } else {
    vi_report(count, "fewer");
  }
}

/* Lines that match, or do not, have a mark each; then the command is done for one at a time. */
static void global(const struct ex *ex, int inverted) {
  static int depth;
  const char *at = ex->rest;
  int first = ex->given ? ex->first : 0, last = ex->given ? ex->last : vi.count - 1;
  int length = 0, row, begin, end, count = 0, before = vi.count;
  char delimiter = *at++;
  if (depth) {
    vi_fail("E147: Cannot do :global recursive with a range");
    return;
  }
  if (!delimiter || isalnum((unsigned char)delimiter)) {
    vi_fail("E148: Regular expression missing from :global");
    return;
  }
  while (at[length] && at[length] != delimiter) {
    length += at[length] == '\\' && at[length + 1] ? 2 : 1;
  }
  if (!vi_compile(at, length)) {
    return;
  }
  at += length + (at[length] == delimiter);
  for (row = 0; row < vi.count; row++) {
    vi.lines[row].marked =
        row >= first && row <= last && vi_match(row, 0, &begin, &end) != inverted;
    count += vi.lines[row].marked;
  }
  if (!count) {
    vi_fail("E486: Pattern not found: %.*s", length, ex->rest + 1);
    return;
  }
  depth++;
  for (row = 0; row < vi.count && count > 0 && !vi.ended;) {
    if (!vi.lines[row].marked) {
      row++;
      continue;
    }
    count--;
    vi.lines[row].marked = 0;
    vi.cursor.row = row;
    vi.cursor.column = 0;
    vi_ex(*at ? at : "p");
    row = 0;
  }
  depth--;
  vi_settle();
  if (vi.count < before) {
    vi_report(before - vi.count, "fewer");
  } else {
    vi_report(vi.count - before, "more");
  }
}

static void run_shell(const char *command) {
  char *line = file_name(command);
  vi_leave_screen();
  if (*line) {
    printf(":!%s\n", line);
  }
  fflush(stdout);
  vi_shell(*line ? line : NULL, -1, NULL);
  free(line);
  vi_wait();
}

static void name_file(const struct ex *ex) {
  if (*ex->rest) {
    free(vi.file);
    vi.file = file_name(ex->rest);
  }
  vi_say("\"%s\"%s line %d of %d --%d%%--", vi.file ? vi.file : "[No Name]",
         vi.changed ? " [Modified]" : "", vi.cursor.row + 1, vi.count,
         (vi.cursor.row + 1) * 100 / vi.count);
}

static void join_lines(const struct ex *ex) {
  int first = ex->first, count = ex->last - ex->first + 1;
  if (isdigit((unsigned char)*ex->rest)) {
    first = ex->last;
    count = atoi(ex->rest);
  }
  vi_join(first, ex->given < 2 && count < 2 ? 2 : count, !ex->forced);
}

static void shift_lines(const struct ex *ex) {
  int times = ex->length, last = ex->last;
  vi_shift(ex->first, last, *ex->name == '>', times);
  vi.cursor.row = last;
  vi.cursor.column = vi_first_word(last);
}

/* One on the last line; more are read on the terminal as it was before. */
static void print_lines(const struct ex *ex, int numbered) {
  int row;
  vi.cursor.row = ex->last;
  if (ex->first == ex->last) {
    char number[16];
    snprintf(number, sizeof number, numbered ? "%7d " : "", ex->last + 1);
    vi_say("%s%.200s", number, vi.lines[ex->last].text);
    return;
  }
  vi_leave_screen();
  for (row = ex->first; row <= ex->last; row++) {
    if (numbered) {
      printf("%7d ", row + 1);
    }
    puts(vi.lines[row].text);
  }
  fflush(stdout);
  vi_wait();
}

/* Commands for the file as a whole, and for the editor. */
static int run_file_command(struct ex *ex) {
  if (is_named(ex, "write", 1)) {
    write_it(ex);
  } else if (is_named(ex, "quit", 1)) {
    leave(ex->forced);
  } else if (is_named(ex, "wq", 2) || is_named(ex, "xit", 1) || is_named(ex, "exit", 3)) {
    if ((*ex->name == 'x' || *ex->name == 'e') && !vi.changed && !*ex->rest) {
      leave(ex->forced);
    } else if (write_it(ex)) {
      vi.changed = 0;
      leave(ex->forced);
    }
  } else if (is_named(ex, "wn", 2)) {
    if (write_it(ex)) {
      next_file(1, 0);
    }
  } else if (is_named(ex, "edit", 1)) {
    edit_it(ex);
  } else if (is_named(ex, "read", 1)) {
    read_it(ex);
  } else if (is_named(ex, "next", 1)) {
    next_file(1, ex->forced);
  } else if (is_named(ex, "Next", 1) || is_named(ex, "previous", 4)) {
    next_file(-1, ex->forced);
  } else if (is_named(ex, "rewind", 3)) {
    next_file(-vi.file_at, ex->forced);
  } else if (is_named(ex, "file", 1)) {
    name_file(ex);
  } else if (is_named(ex, "set", 2)) {
    char *words = strdup(ex->rest);
    vi_set(words);
    free(words);
  } else if (is_named(ex, "shell", 2)) {
    run_shell("");
  } else if (is_named(ex, "version", 2)) {
    vi_say("vi of Cloister, after the vi of POSIX");
  } else {
    return 0;
  }
  return 1;
}

static int run_text_command(struct ex *ex) {
  struct place *mark;
  if (is_named(ex, "delete", 1)) {
    take_lines(ex, 1);
  } else if (is_named(ex, "yank", 1)) {
    take_lines(ex, 0);
  } else if (is_named(ex, "put", 2)) {
    vi.cursor.row = ex->last < 0 ? 0 : ex->last;
    vi_put(*ex->rest, 1, ex->last < 0, 1);
  } else if (is_named(ex, "move", 1)) {
    copy_it(ex, 1);
  } else if (is_named(ex, "copy", 2) || is_named(ex, "t", 1)) {
    copy_it(ex, 0);
  } else if (is_named(ex, "join", 1)) {
    join_lines(ex);
  } else if (is_named(ex, "global", 1)) {
    global(ex, ex->forced);
  } else if (is_named(ex, "vglobal", 1)) {
    global(ex, 1);
  } else if (is_named(ex, "mark", 2) || is_named(ex, "k", 1)) {
    mark = vi_mark(*ex->rest);
    if (mark) {
      mark->row = ex->last;
      mark->column = 0;
    } else {
      vi_fail("E191: Argument must be a letter or forward/backward quote");
    }
  } else if (is_named(ex, "undo", 1)) {
    if (!vi_undo(0)) {
      vi_beep();
    }
  } else if (is_named(ex, "redo", 3)) {
    if (!vi_undo(1)) {
      vi_beep();
    }
  } else if (is_named(ex, "print", 1) || is_named(ex, "number", 2) || is_named(ex, "list", 1)) {
    print_lines(ex, is_named(ex, "number", 2));
  } else {
    return 0;
  }
  return 1;
}

/* The name of a command is letters, or one of a few signs. */
static const char *read_name(const char *at, struct ex *ex) {
  ex->name = at;
  if (*at == 's' && !isalpha((unsigned char)at[1])) {
    at++;
  } else if ((*at == 'g' || *at == 'v') && !isalpha((unsigned char)at[1])) {
    at++;
  } else if (*at == 'k' && isalpha((unsigned char)at[1]) && !at[2]) {
    at++;
  } else if (isalpha((unsigned char)*at)) {
    while (isalpha((unsigned char)*at)) {
      at++;
    }
  } else if (*at == '>' || *at == '<') {
    at += strspn(at, *at == '>' ? ">" : "<");
  } else if (*at) {
    at++;
  }
  ex->length = (int)(at - ex->name);
  ex->forced = *at == '!' && isalpha((unsigned char)*ex->name) && *ex->name != 's';
  ex->forced |= *at == '!' && ex->length > 1 && *ex->name == 's';
  return blanks(at + ex->forced);
}

static int is_out_of_range(struct ex *ex, int zero) {
  if (ex->last < ex->first) {
    int swap = ex->first;
    ex->first = ex->last;
    ex->last = swap;
  }
  return ex->first < (zero ? -1 : 0) || ex->last >= vi.count;
}

static void run(struct ex *ex, const char *text) {
  int zero = is_named(ex, "read", 1) || is_named(ex, "put", 2) || !ex->length;
  if (is_out_of_range(ex, zero)) {
    vi_fail("E16: Invalid range");
  } else if (!ex->length) {
    vi_jump_from_here();
    vi.cursor.row = ex->last < 0 ? 0 : ex->last;
    vi.cursor.column = vi_first_word(vi.cursor.row);
  } else if (*ex->name == '!') {
    if (ex->given) {
      vi_filter(ex->first, ex->last, ex->rest);
    } else {
      run_shell(ex->rest);
    }
  } else if (*ex->name == '=') {
    vi_say("%d", ex->given ? ex->last + 1 : vi.count);
  } else if (*ex->name == '>' || *ex->name == '<') {
    shift_lines(ex);
  } else if (*ex->name == '&' || is_named(ex, "substitute", 1)) {
    vi_substitute(ex->first, ex->last, ex->rest);
  } else if (!run_file_command(ex) && !run_text_command(ex)) {
    vi_fail("E492: Not an editor command: %s", text);
  }
}

void vi_ex(const char *text) {
  struct ex ex;
  const char *at = text + strspn(text, ": \t");
  is_failed = 0;
  if (!*at || *at == '"') {
    return;
  }
  at = read_range(at, &ex);
  if (is_failed) {
    return;
  }
  ex.rest = read_name(at, &ex);
  run(&ex, text);
}
