/* The commands of keys, other than movements and what is typed. */
#include <ctype.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "vi.h"

static int last_macro;

static void scroll(int rows, int moves) {
  int row = vi.cursor.row;
  vi.top += rows;
  vi.top = vi.top >= vi.count ? vi.count - 1 : vi.top;
  vi.top = vi.top < 0 ? 0 : vi.top;
  if (moves) {
    row += rows;
  }
  row = row < vi.top ? vi.top : row;
  if (!moves && row > vi_bottom()) {
    row = vi_bottom();
  }
  row = row >= vi.count ? vi.count - 1 : row < 0 ? 0 : row;
  if (moves) {
    vi.cursor.row = row;
    vi.cursor.column = vi_first_word(row);
  } else if (row != vi.cursor.row) {
    int width = vi_width_to(vi.cursor.row, vi.cursor.column);
    vi.cursor.row = row;
    vi.cursor.column = vi_column_at(row, width);
  }
}

/* A screen on or back, with two lines of the one before. */
static void turn_page(int forward, int count) {
  int rows = vi_rows() > 2 ? vi_rows() - 2 : 1;
  if (forward ? vi.top + rows >= vi.count + 1 : vi.top == 0) {
    if (!forward || vi.cursor.row == vi.count - 1) {
      vi_beep();
      return;
    }
    vi.cursor.row = vi.count - 1;
    vi.cursor.column = vi_first_word(vi.cursor.row);
    return;
  }
  for (; count > 0; count--) {
    scroll(forward ? rows : -rows, 0);
  }
  if (!forward && vi.cursor.row > vi_bottom()) {
    vi.cursor.row = vi_bottom();
  }
  vi.cursor.row = forward ? vi.top : vi.cursor.row;
  vi.cursor.column = vi_first_word(vi.cursor.row);
}

static int half_page; /* as it was given last */

static void turn_half(int forward, int given) {
  int rows;
  half_page = given ? given : half_page;
  rows = half_page ? half_page : vi_rows() / 2;
  if (vi.cursor.row == (forward ? vi.count - 1 : 0)) {
    vi_beep();
    return;
  }
  scroll(forward ? rows : -rows, 1);
}

/* z: where on the screen the line is. */
static void place_line(int given) {
  int key = vi_key(), rows = vi_rows();
  if (given) {
    vi.cursor.row = given > vi.count ? vi.count - 1 : given - 1;
  }
  vi.cursor.column = vi_first_word(vi.cursor.row);
  switch (key) {
    case '\r':
    case '\n':
    case 't':
      vi.top = vi.cursor.row;
      break;
    case '.':
    case 'z':
      vi.top = vi.cursor.row - rows / 2;
      break;
    case '-':
    case 'b':
      vi.top = vi.cursor.row - rows + 1;
      break;
    default:
      vi_beep();
  }
  vi.top = vi.top < 0 ? 0 : vi.top;
}

static void tell_file(void) {
  vi_say("\"%s\"%s%s line %d of %d --%d%%-- col %d", vi.file ? vi.file : "[No Name]",
         vi.changed ? " [Modified]" : "", vi_options.readonly ? " [readonly]" : "",
         vi.cursor.row + 1, vi.count, (vi.cursor.row + 1) * 100 / vi.count,
         vi_width_to(vi.cursor.row, vi.cursor.column) + 1);
}

static int delete_characters(int back, int count, int name) {
  struct range range = {vi.cursor, vi.cursor, 0};
  int i;
  for (i = 0; i < count; i++) {
    if (back) {
      range.from.column = vi_previous(vi.cursor.row, range.from.column);
    } else {
      range.to.column = vi_next(vi.cursor.row, range.to.column);
    }
  }
  if (range.from.column == range.to.column) {
    vi_beep();
    return 0;
  }
  vi_keep_deleted(&range, name);
  vi_delete_range(&range);
  vi.cursor.column = range.from.column;
  return 1;
}

static int replace_characters(int count) {
  int row = vi.cursor.row, column = vi.cursor.column, end = column, i;
  int key = vi_key();
  char c;
  if (key == '\033') {
    return 0;
  }
  if (key == CONTROL('V')) {
    key = vi_key();
  }
  for (i = 0; i < count; i++) {
    if (end >= vi.lines[row].length) {
      vi_beep();
      return 0;
    }
    end = vi_next(row, end);
  }
  vi_delete_text(row, column, end - column);
  if (key == '\r' || key == '\n') {
    struct line fresh[2];
    const struct line *line = &vi.lines[row];
    fresh[0] = vi_new_line(line->text, column);
    fresh[1] = vi_new_line(line->text + column, line->length - column);
    vi_replace(row, 1, fresh, 2);
    vi.cursor.row++;
    vi.cursor.column = 0;
    return 1;
  }
  c = (char)key;
  for (i = 0; i < count; i++) {
    vi_insert_text(row, column, &c, 1);
  }
  vi.cursor.column = column + count - 1;
  return 1;
}

static int change_case(int count) {
  const struct line *line = &vi.lines[vi.cursor.row];
  if (!line->length) {
    vi_beep();
    return 0;
  }
  for (; count > 0 && vi.cursor.column < line->length; count--) {
    unsigned char c = (unsigned char)line->text[vi.cursor.column];
    char other = (char)(islower(c) ? toupper(c) : tolower(c));
    if (c < 0x80 && other != (char)c) {
      vi_delete_text(vi.cursor.row, vi.cursor.column, 1);
      vi_insert_text(vi.cursor.row, vi.cursor.column, &other, 1);
      line = &vi.lines[vi.cursor.row];
    }
    vi.cursor.column = vi_next(vi.cursor.row, vi.cursor.column);
  }
  return 1;
}

static void open_line(int below, int count) {
  int row = vi.cursor.row + below;
  char *indent = vi_options.autoindent ? vi_indent_text(vi_indent_of(vi.cursor.row)) : strdup("");
  struct line fresh = vi_new_line(indent, (int)strlen(indent));
  struct line two[2];
  if (vi.is_empty) { /* the empty line becomes one */
    two[!below] = vi_new_line("", 0);
    two[below] = fresh;
    vi_replace(0, 0, two, 2);
  } else {
    vi_replace(row, 0, &fresh, 1);
  }
  free(indent);
  vi.cursor.row = row;
  vi.cursor.column = fresh.length;
  vi_insert(count, 1);
}

static int start_insert(int key, int count) {
  const struct line *line = &vi.lines[vi.cursor.row];
  switch (key) {
    case 'i':
      break;
    case 'I':
      vi.cursor.column = 0;
      while (vi.cursor.column < line->length &&
             isblank((unsigned char)line->text[vi.cursor.column])) {
        vi.cursor.column++;
      }
      break;
    case 'a':
      vi.cursor.column = vi_next(vi.cursor.row, vi.cursor.column);
      break;
    case 'A':
      vi.cursor.column = line->length;
      break;
    case 'R':
      vi_overwrite(count);
      return 1;
    default:
      open_line(key == 'o', count);
      return 1;
  }
  vi_insert(count, 0);
  return 1;
}

/* Commands that are others in short; they are typed in their place. */
static void stand_for(const char *keys, int count, int name) {
  char text[40];
  vi_push_text(keys);
  if (count) {
    snprintf(text, sizeof text, "%d", count);
    vi_push_text(text);
  }
  if (name) {
    snprintf(text, sizeof text, "\"%c", name);
    vi_push_text(text);
  }
}

static void run_macro(int count) {
  int name = vi_key();
  char *text;
  name = name == '@' ? last_macro : name;
  text = vi_register_text(name);
  if (!text) {
    vi_beep();
    return;
  }
  last_macro = name;
  for (; count > 0; count--) {
    vi_push_text(text);
  }
  free(text);
}

static void suspend(void) {
  vi_leave_screen();
  raise(SIGTSTP);
  vi_enter_screen();
}

/* What changes nothing that an undo would take back; 0 where it is another command. */
static int look_around(int key, int count, int given) {
  switch (key) {
    case CONTROL('F'):
    case KEY_PAGE_DOWN:
      turn_page(1, count);
      return 1;
    case CONTROL('B'):
    case KEY_PAGE_UP:
      turn_page(0, count);
      return 1;
    case CONTROL('D'):
      turn_half(1, given);
      return 1;
    case CONTROL('U'):
      turn_half(0, given);
      return 1;
    case CONTROL('E'):
      scroll(count, 0);
      return 1;
    case CONTROL('Y'):
      scroll(-count, 0);
      return 1;
    case CONTROL('G'):
      tell_file();
      return 1;
    case CONTROL('L'):
      vi_forget_screen();
      return 1;
    case CONTROL('Z'):
      suspend();
      return 1;
    case 'z':
      place_line(given);
      return 1;
    case 'm': {
      int name = vi_key();
      struct place *mark = vi_mark(name);
      if (mark) {
        *mark = vi.cursor;
      } else {
        vi_beep();
      }
      return 1;
    }
    case '@':
      run_macro(count);
      return 1;
    case '\033':
      return 1;
    default:
      return 0;
  }
}

static void undo(int further, int count) {
  for (; count > 0; count--, further = 1) {
    if (!vi_undo(further)) {
      vi_beep();
      return;
    }
  }
}

static void leave_by_z(void) {
  int key = vi_key();
  if (key == 'Z') {
    vi_ex("x");
  } else if (key == 'Q') {
    vi_ex("q!");
  } else {
    vi_beep();
  }
}

static void run_line(int count) {
  char prompt[24] = ":", *text;
  if (count) {
    snprintf(prompt, sizeof prompt, count == 1 ? ":." : ":.,.+%d", count - 1);
  }
  text = vi_ask(prompt);
  if (text) {
    char *whole = allocate(strlen(prompt) + strlen(text));
    strcpy(whole, prompt + 1);
    strcat(whole, text);
    vi_ex(whole);
    free(whole);
    free(text);
  }
}

/* Whether something has changed that "." does again; -1 where no such command is known. */
static int change(int key, int count, int given, int name) {
  switch (key) {
    case 'd':
    case 'c':
    case 'y':
    case '<':
    case '>':
    case '!':
      return vi_operate(key, given, name);
    case 'x':
    case KEY_DELETE:
      return delete_characters(0, count, name);
    case 'X':
      return delete_characters(1, count, name);
    case 'r':
      return replace_characters(count);
    case '~':
      return change_case(count);
    case 'i':
    case 'I':
    case 'a':
    case 'A':
    case 'o':
    case 'O':
    case 'R':
      return start_insert(key, count);
    case 'J':
      if (vi.cursor.row + (count < 2 ? 2 : count) > vi.count) {
        vi_beep();
        return 0;
      }
      vi_join(vi.cursor.row, count, 1);
      return 1;
    case 'p':
    case 'P':
      vi_put(name, count, key == 'P', 0);
      return 1;
    default:
      return -1;
  }
}

/* What is left: commands that nothing does again, and those that stand for others. */
static void others(int key, int count, int given, int name) {
  switch (key) {
    case 'D':
      stand_for("d$", given, name);
      break;
    case 'C':
      stand_for("c$", given, name);
      break;
    case 'S':
      stand_for("cc", given, name);
      break;
    case 's':
      stand_for("cl", given, name);
      break;
    case 'Y':
      stand_for("yy", given, name);
      break;
    case '&':
      vi_ex("s");
      break;
    case '.':
      if (!vi_repeat(given)) {
        vi_beep();
      }
      break;
    case 'u':
      undo(0, count);
      break;
    case CONTROL('R'):
      undo(1, count);
      break;
    case 'U':
      vi_undo_line();
      break;
    case ':':
      run_line(given);
      break;
    case 'Z':
      leave_by_z();
      break;
    default:
      vi_beep();
  }
}

void vi_command(void) {
  int key, given = 0, count, name = 0, changes;
  struct place before;
  enum move how;
  vi_repeat_begin();
  vi_begin_change();
  key = vi_key();
  while (key == '"' || (key >= '1' && key <= '9') || (key == '0' && given)) {
    if (key == '"') {
      name = vi_key();
    } else {
      vi_repeat_forget_last();
      given = given > 99999 ? given : given * 10 + key - '0';
    }
    key = vi_key();
  }
  vi.repeats = given;
  count = given ? given : 1;
  if (look_around(key, count, given)) {
    return;
  }
  changes = change(key, count, given, name);
  if (changes >= 0) {
    vi.wanted = -1;
    if (changes) {
      vi_repeat_keep();
    }
    vi_settle();
    return;
  }
  before = vi.cursor;
  how = vi_move(key, given, 0);
  if (how == MOVE_FAILED) {
    vi.cursor = before;
    vi_beep();
  } else if (how == MOVE_NONE && !strchr("'`/?nNfFtT", key)) {
    others(key, count, given, name);
    vi.wanted = -1;
  }
  vi_settle();
}
