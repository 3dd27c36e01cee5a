/* nano(1): edits a file on the whole screen, with the keys of the editor of that name. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../tools/programs.h"
#include "screen.h"

struct line {
  char *text;
  size_t length, room;
};

static struct line *lines;
static int line_count, line_room;
static int row, top;    /* lines */
static size_t column;   /* a byte of its line */
static int wanted = -1; /* the column of the screen that up and down keep to */
static char *name;
static int changed, read_only;
static char message[200];
static struct line *cut;
static int cut_count, cut_goes_on;
static char last_search[100];

static struct line *insert_line(int at) {
  if (line_count == line_room) {
    line_room = line_room * 2 + 64;
    lines = reallocate(lines, (size_t)line_room * sizeof *lines);
  }
  memmove(lines + at + 1, lines + at, (size_t)(line_count - at) * sizeof *lines);
  line_count++;
  memset(&lines[at], 0, sizeof *lines);
  lines[at].text = allocate(1);
  lines[at].text[0] = 0;
  return &lines[at];
}

static void remove_line(int at) {
  free(lines[at].text);
  line_count--;
  memmove(lines + at, lines + at + 1, (size_t)(line_count - at) * sizeof *lines);
}

static void insert_text(struct line *line, size_t at, const char *text, size_t length) {
  if (line->length + length + 1 > line->room) {
    line->room = (line->length + length + 1) * 2;
    line->text = reallocate(line->text, line->room);
  }
  memmove(line->text + at + length, line->text + at, line->length - at + 1);
  memcpy(line->text + at, text, length);
  line->length += length;
  changed = 1;
}

static void remove_text(struct line *line, size_t at, size_t length) {
  memmove(line->text + at, line->text + at + length, line->length - at - length + 1);
  line->length -= length;
  changed = 1;
}

static void read_file(void) {
  struct stat status;
  FILE *file;
  char *text = NULL;
  size_t room = 0;
  long length;
  if (name && stat(name, &status) == 0 && S_ISDIR(status.st_mode)) {
    snprintf(message, sizeof message, "\"%s\" is a directory", name);
    name = NULL;
  }
  file = name ? fopen(name, "r") : NULL;
  if (name && !file) {
    if (errno == ENOENT) {
      strcpy(message, "New File");
    } else {
      snprintf(message, sizeof message, "Error reading %s: %s", name, strerror(errno));
      name = NULL;
    }
  }
  while (file && (length = read_line(file, &text, &room)) >= 0) {
    insert_text(insert_line(line_count), 0, text, (size_t)length);
  }
  if (file) {
    snprintf(message, sizeof message, "Read %d line%s", line_count, line_count == 1 ? "" : "s");
    fclose(file);
  }
  free(text);
  read_only = name && access(name, F_OK) == 0 && access(name, W_OK) != 0;
  if (read_only) {
    snprintf(message, sizeof message, "File '%s' is unwritable", name);
  }
  if (!line_count) {
    insert_line(0);
  }
  changed = 0;
}

/* Into a file of that name; nothing is lost when it cannot be written. */
static int write_file(const char *path) {
  FILE *file = fopen(path, "w");
  int written = 0;
  int i;
  if (!file) {
    snprintf(message, sizeof message, "Error writing %s: %s", path, strerror(errno));
    return 0;
  }
  for (i = 0; i < line_count; i++) {
    if (i == line_count - 1 && !lines[i].length) {
      break;
    }
    fwrite(lines[i].text, 1, lines[i].length, file);
    putc('\n', file);
    written++;
  }
  if (fflush(file) != 0 || ferror(file)) {
    snprintf(message, sizeof message, "Error writing %s: %s", path, strerror(errno));
    fclose(file);
    return 0;
  }
  fclose(file);
  snprintf(message, sizeof message, "Wrote %d line%s", written, written == 1 ? "" : "s");
  changed = 0;
  return 1;
}

static int text_rows(void) { return screen_rows > 6 ? screen_rows - 4 : screen_rows - 2; }

static void put_bar(const char *text) {
  int width = screen_width(text, strlen(text), 0);
  screen_puts("\033[7m");
  screen_put_part(text, strlen(text), 0, screen_columns);
  for (; width < screen_columns; width++) {
    screen_put(" ", 1);
  }
  screen_puts("\033[0m");
}

static void put_keys(int at, const char *text) {
  screen_move(at, 0);
  screen_put_part(text, strlen(text), 0, screen_columns - 1);
  screen_puts("\033[K");
}

static void put_message(void) {
  screen_move(screen_rows - (screen_rows > 6 ? 3 : 1), 0);
  screen_puts("\033[K");
  if (*message) {
    char text[sizeof message + 4];
    int width;
    snprintf(text, sizeof text, "[ %s ]", message);
    width = screen_width(text, strlen(text), 0);
    for (width = (screen_columns - width) / 2; width > 0; width--) {
      screen_put(" ", 1);
    }
    screen_puts("\033[7m");
    screen_put_part(text, strlen(text), 0, screen_columns - 1);
    screen_puts("\033[0m");
  }
}

static void draw(void) {
  char title[300];
  int rows = text_rows();
  int at = screen_width(lines[row].text, column, 0);
  int first = at < screen_columns - 1 ? 0 : at - screen_columns / 2;
  int i;
  if (row < top) {
    top = row;
  } else if (row >= top + rows) {
    top = row - rows + 1;
  }
  snprintf(title, sizeof title, "  nano  %s%s", name ? name : "New Buffer",
           changed ? "  (modified)" : "");
  screen_puts("\033[H");
  put_bar(title);
  for (i = 0; i < rows; i++) {
    screen_move(i + 1, 0);
    if (top + i < line_count) {
      int from = top + i == row ? first : 0;
      screen_put_part(lines[top + i].text, lines[top + i].length, from, from + screen_columns - 1);
    }
    screen_puts("\033[K");
  }
  put_message();
  if (screen_rows > 6) {
    put_keys(screen_rows - 2, "^O Write Out  ^F Where Is  ^K Cut    ^C Position  ^A Begin");
    put_keys(screen_rows - 1, "^X Exit       ^G Help      ^U Paste  ^V ^Y Page   ^E End");
  }
  screen_move(row - top + 1, at - first);
  screen_show();
  *message = 0;
}

/* Asks on the line of messages; 0 when it is cancelled. */
static int ask(const char *question, char *answer, size_t room) {
  size_t length = strlen(answer);
  for (;;) {
    int key;
    int bar = screen_rows - (screen_rows > 6 ? 3 : 1);
    screen_move(bar, 0);
    screen_puts("\033[7m");
    screen_puts(question);
    screen_puts(answer);
    screen_puts("\033[0m\033[K");
    screen_show();
    key = screen_key();
    if (key == '\r' || key == '\n') {
      return 1;
    }
    if (key == CONTROL('C') || key == KEY_ENDED || key == '\033') {
      strcpy(message, "Cancelled");
      return 0;
    }
    if ((key == 127 || key == 8) && length) {
      answer[--length] = 0;
    } else if (key >= ' ' && key < 256 && key != 127 && length + 1 < room) {
      answer[length++] = (char)key;
      answer[length] = 0;
    }
  }
}

static int write_out(void) {
  char path[256];
  snprintf(path, sizeof path, "%s", name ? name : "");
  if (!ask("File Name to Write: ", path, sizeof path) || !*path) {
    return 0;
  }
  if (!write_file(path)) {
    return 0;
  }
  name = strdup(path);
  return 1;
}

/* Whether the editor ends. */
static int leave(void) {
  int key;
  if (!changed) {
    return 1;
  }
  for (;;) {
    strcpy(message, "Save modified buffer?  Y Yes  N No  ^C Cancel");
    draw();
    key = screen_key();
    if (key == 'n' || key == 'N' || key == KEY_ENDED) {
      return 1;
    }
    if (key == 'y' || key == 'Y') {
      return write_out();
    }
    if (key == CONTROL('C') || key == '\033') {
      strcpy(message, "Cancelled");
      return 0;
    }
  }
}

static int is_inner(const struct line *line, size_t at) {
  return at < line->length && ((unsigned char)line->text[at] & 0xc0) == 0x80;
}

static void go_left(void) {
  if (column > 0) {
    do {
      column--;
    } while (column > 0 && is_inner(&lines[row], column));
  } else if (row > 0) {
    column = lines[--row].length;
  }
}

static void go_right(void) {
  if (column < lines[row].length) {
    do {
      column++;
    } while (is_inner(&lines[row], column));
  } else if (row + 1 < line_count) {
    row++;
    column = 0;
  }
}

/* Up and down along a column of the screen. */
static void go_lines(int by) {
  int at = wanted >= 0 ? wanted : screen_width(lines[row].text, column, 0);
  const struct line *line;
  row += by;
  row = row < 0 ? 0 : row >= line_count ? line_count - 1 : row;
  line = &lines[row];
  column = 0;
  while (column < line->length && screen_width(line->text, column, 0) < at) {
    do {
      column++;
    } while (is_inner(line, column));
  }
  wanted = at;
}

static void split_line(void) {
  struct line *next = insert_line(row + 1);
  struct line *line = &lines[row];
  insert_text(next, 0, line->text + column, line->length - column);
  remove_text(line, column, line->length - column);
  row++;
  column = 0;
}

static void join_next(void) {
  if (row + 1 < line_count) {
    insert_text(&lines[row], lines[row].length, lines[row + 1].text, lines[row + 1].length);
    remove_line(row + 1);
  }
}

static void delete_here(void) {
  struct line *line = &lines[row];
  if (column < line->length) {
    size_t end = column + 1;
    while (is_inner(line, end)) {
      end++;
    }
    remove_text(line, column, end - column);
  } else {
    join_next();
  }
}

static void cut_line(void) {
  if (!cut_goes_on) {
    while (cut_count > 0) {
      free(cut[--cut_count].text);
    }
  }
  cut = reallocate(cut, (size_t)(cut_count + 1) * sizeof *cut);
  memset(&cut[cut_count], 0, sizeof *cut);
  cut[cut_count].text = strdup(lines[row].text);
  cut[cut_count++].length = lines[row].length;
  remove_line(row);
  if (!line_count) {
    insert_line(0);
  }
  row = row < line_count ? row : line_count - 1;
  column = 0;
  changed = 1;
}

static void paste(void) {
  int i;
  for (i = 0; i < cut_count; i++) {
    insert_text(insert_line(row++), 0, cut[i].text, cut[i].length);
  }
  column = 0;
}

static void search(void) {
  char text[sizeof last_search] = "";
  char question[sizeof last_search + 20];
  int tries;
  int line = row;
  snprintf(question, sizeof question, *last_search ? "Search [%s]: " : "Search: ", last_search);
  if (!ask(question, text, sizeof text)) {
    return;
  }
  if (*text) {
    strcpy(last_search, text);
  }
  for (tries = 0; *last_search && tries <= line_count; tries++) {
    size_t from = tries == 0 && column < lines[line].length ? column + 1 : 0;
    const char *found = tries == 0 && column >= lines[line].length
                            ? NULL
                            : strcasestr(lines[line].text + from, last_search);
    if (found) {
      row = line;
      column = (size_t)(found - lines[line].text);
      return;
    }
    line = (line + 1) % line_count;
  }
  snprintf(message, sizeof message, "\"%s\" not found", last_search);
}

static void tell_position(void) {
  snprintf(message, sizeof message, "line %d of %d, column %d", row + 1, line_count,
           screen_width(lines[row].text, column, 0) + 1);
}

static int act(int key) {
  int cuts = key == CONTROL('K');
  int moves_lines = key == KEY_UP || key == KEY_DOWN || key == KEY_PAGE_UP ||
                    key == KEY_PAGE_DOWN || key == CONTROL('P') || key == CONTROL('N') ||
                    key == CONTROL('V') || key == CONTROL('Y');
  char c = (char)key;
  wanted = moves_lines ? wanted : -1;
  switch (key) {
    case CONTROL('X'):
      return !leave();
    case KEY_ENDED:
      return 0;
    case CONTROL('O'):
    case CONTROL('S'):
      write_out();
      break;
    case CONTROL('F'): /* browsers close their tab by the other one */
    case CONTROL('W'):
      search();
      break;
    case CONTROL('K'):
      cut_line();
      break;
    case CONTROL('U'):
      paste();
      break;
    case CONTROL('C'):
      tell_position();
      break;
    case CONTROL('G'):
      strcpy(message, "Type to insert. ^O saves, ^X leaves; ^K cuts a line, ^U puts it back");
      break;
    case CONTROL('A'):
    case KEY_HOME:
      column = 0;
      break;
    case CONTROL('E'):
    case KEY_END:
      column = lines[row].length;
      break;
    case KEY_LEFT:
      go_left();
      break;
    case KEY_RIGHT:
      go_right();
      break;
    case KEY_UP:
    case CONTROL('P'):
      go_lines(-1);
      break;
    case KEY_DOWN:
    case CONTROL('N'):
      go_lines(1);
      break;
    case KEY_PAGE_UP:
    case CONTROL('Y'):
      go_lines(-text_rows());
      break;
    case KEY_PAGE_DOWN:
    case CONTROL('V'):
      go_lines(text_rows());
      break;
    case '\r':
    case '\n':
      split_line();
      break;
    case KEY_DELETE:
    case CONTROL('D'):
      delete_here();
      break;
    case 127:
    case 8:
      if (row > 0 || column > 0) {
        go_left();
        delete_here();
      }
      break;
    default:
      if (key == '\t' || (key >= ' ' && key < 256)) {
        insert_text(&lines[row], column++, &c, 1);
      }
      break;
  }
  cut_goes_on = cuts;
  return 1;
}

int nano_main(int count, char **arguments) {
  int key;
  if (getopt(count, arguments, "") != -1) {
    try_help(1);
  }
  if (optind + 1 < count) {
    die(1, "one file at a time: %s", arguments[optind + 1]);
  }
  name = optind < count ? arguments[optind] : NULL;
  if (!isatty(1) || !screen_begin(0)) {
    die(1, "Standard input is not a terminal");
  }
  read_file();
  screen_puts("\033[H\033[J");
  do {
    draw();
    key = screen_key();
    /* The rest of a character of several bytes, so that no half of it is drawn. */
    while (key >= 0xc0 && key < 256 && act(key)) {
      key = screen_key();
    }
  } while (act(key));
  screen_puts("\033[H\033[J");
  screen_end();
  return 0;
}
