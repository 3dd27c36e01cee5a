/* Where the cursor goes. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "vi.h"

static int sought, sought_key; /* what ; and , look for again */

static int is_inner(const struct line *line, int column) {
  return column < line->length && ((unsigned char)line->text[column] & 0xc0) == 0x80;
}

int vi_next(int row, int column) {
  const struct line *line = &vi.lines[row];
  if (column < line->length) {
    do {
      column++;
    } while (is_inner(line, column));
  }
  return column;
}

int vi_previous(int row, int column) {
  const struct line *line = &vi.lines[row];
  if (column > 0) {
    do {
      column--;
    } while (column > 0 && is_inner(line, column));
  }
  return column;
}

int vi_first_word(int row) {
  const struct line *line = &vi.lines[row];
  int column = 0;
  while (column < line->length && isblank((unsigned char)line->text[column])) {
    column++;
  }
  return column && column == line->length ? vi_previous(row, column) : column;
}

/* How wide a line is up to a byte, with tabs as they are set. */
int vi_width_to(int row, int column) {
  const struct line *line = &vi.lines[row];
  int width = 0, i;
  for (i = 0; i < column; i++) {
    unsigned char byte = (unsigned char)line->text[i];
    if (byte == '\t' && !vi_options.list) {
      width += vi_options.tabstop - width % vi_options.tabstop;
    } else {
      width += byte < ' ' || byte == 127 ? 2 : !is_inner(line, i);
    }
  }
  return width;
}

int vi_column_at(int row, int width) {
  const struct line *line = &vi.lines[row];
  int column = 0;
  while (column < line->length) {
    int next = vi_next(row, column);
    if (next >= line->length || vi_width_to(row, next) > width) {
      break;
    }
    column = next;
  }
  return column;
}

void vi_settle(void) {
  const struct line *line;
  vi.cursor.row = vi.cursor.row >= vi.count ? vi.count - 1 : vi.cursor.row;
  vi.cursor.row = vi.cursor.row < 0 ? 0 : vi.cursor.row;
  line = &vi.lines[vi.cursor.row];
  if (vi.cursor.column >= line->length) {
    vi.cursor.column = vi_previous(vi.cursor.row, line->length);
  }
  while (vi.cursor.column > 0 && is_inner(line, vi.cursor.column)) {
    vi.cursor.column--;
  }
}

struct place *vi_mark(int name) {
  if (name == '\'' || name == '`') {
    return &vi.marks[BEFORE_JUMP];
  }
  return name >= 'a' && name <= 'z' ? &vi.marks[name - 'a'] : NULL;
}

void vi_jump_from_here(void) { vi.marks[BEFORE_JUMP] = vi.cursor; }

static enum move go_lines(int by) {
  int row = vi.cursor.row + by;
  if (row < 0 || row >= vi.count) {
    return MOVE_FAILED;
  }
  if (vi.wanted < 0) {
    vi.wanted = vi_width_to(vi.cursor.row, vi.cursor.column);
  }
  vi.cursor.row = row;
  vi.cursor.column = vi_column_at(row, vi.wanted);
  return MOVE_LINES;
}

static enum move go_to_row(int row) {
  if (row < 0 || row >= vi.count) {
    return MOVE_FAILED;
  }
  vi.cursor.row = row;
  vi.cursor.column = vi_first_word(row);
  return MOVE_LINES;
}

/* 0: blank, or behind a line; other numbers are kinds of words. */
static int kind(int big) {
  const struct line *line = &vi.lines[vi.cursor.row];
  unsigned char c = (unsigned char)line->text[vi.cursor.column];
  if (vi.cursor.column >= line->length || isblank(c)) {
    return 0;
  }
  return big || isalnum(c) || c == '_' || c >= 0x80 ? 1 : 2;
}

/* One character on, also to behind a line: 1 into another line, 2 there, -1 at the end. */
static int step(void) {
  const struct line *line = &vi.lines[vi.cursor.row];
  if (vi.cursor.column < line->length) {
    vi.cursor.column = vi_next(vi.cursor.row, vi.cursor.column);
    return vi.cursor.column < line->length ? 0 : 2;
  }
  if (vi.cursor.row + 1 >= vi.count) {
    return -1;
  }
  vi.cursor.row++;
  vi.cursor.column = 0;
  return 1;
}

static int step_back(void) {
  if (vi.cursor.column > 0) {
    vi.cursor.column = vi_previous(vi.cursor.row, vi.cursor.column);
    return 0;
  }
  if (vi.cursor.row == 0) {
    return -1;
  }
  vi.cursor.row--;
  vi.cursor.column = vi.lines[vi.cursor.row].length;
  return 1;
}

static int at_empty_line(void) { return vi.lines[vi.cursor.row].length == 0; }

/* An operator's last word ends with its line. */
static int word_forward(int count, int big, int operator) {
  while (count-- > 0) {
    int first = kind(big), is_last = vi.cursor.row == vi.count - 1;
    int moved = step();
    if (moved == -1 || (moved >= 1 && is_last)) {
      return 0;
    }
    if (moved >= 1 && operator && count == 0) {
      return 1;
    }
    while (first && kind(big) == first) {
      moved = step();
      if (moved == -1 || (moved >= 1 && operator && count == 0)) {
        return 1;
      }
    }
    while (kind(big) == 0 && !at_empty_line()) {
      moved = step();
      if (moved == -1 || (moved >= 1 && is_last)) {
        return 1;
      }
    }
  }
  return 1;
}

static int word_back(int count, int big) {
  while (count-- > 0) {
    int here;
    if (step_back() == -1) {
      return 0;
    }
    while (kind(big) == 0 && !at_empty_line()) {
      if (step_back() == -1) {
        return 1;
      }
    }
    if (at_empty_line()) {
      continue;
    }
    here = kind(big);
    while (kind(big) == here) {
      if (step_back() == -1) {
        return 1;
      }
    }
    step();
  }
  return 1;
}

/* Where it stops at a word's end that it is at already, a change takes this word alone. */
static int word_end(int count, int big, int stops) {
  while (count-- > 0) {
    int first = kind(big), here;
    if (step() == -1) {
      return 0;
    }
    if (!(kind(big) == first && first)) {
      if (stops && first) {
        step_back();
        stops = 0;
        continue;
      }
      while (kind(big) == 0) {
        if (step() == -1) {
          return 0;
        }
      }
    }
    here = kind(big);
    while (kind(big) == here) {
      if (step() == -1) {
        break;
      }
    }
    step_back();
    stops = 0;
  }
  return 1;
}

static enum move move_word(int key, int count, int operator) {
  int big = isupper(key), ok, row = vi.cursor.row;
  switch (tolower(key)) {
    case 'b':
      return word_back(count, big) ? MOVE_BEFORE : MOVE_FAILED;
    case 'e':
      return word_end(count, big, 0) ? MOVE_ONTO : MOVE_FAILED;
  }
  if (operator == 'c' && kind(big)) {
    return word_end(count, big, 1) ? MOVE_ONTO : MOVE_FAILED;
  }
  if (operator == 'c' && count == 1 && !at_empty_line()) {
    return MOVE_ONTO; /* one blank */
  }
  ok = word_forward(count, big, operator);
  return ok || operator || vi.cursor.row != row ? MOVE_BEFORE : MOVE_FAILED;
}

static enum move find_in_line(int key, int wanted, int count) {
  const struct line *line = &vi.lines[vi.cursor.row];
  int forward = islower(key), column = vi.cursor.column;
  int till = tolower(key) == 't';
  while (count > 0) {
    column += forward ? 1 : -1;
    if (column < 0 || column >= line->length) {
      return MOVE_FAILED;
    }
    count -= line->text[column] == (char)wanted;
  }
  if (till) {
    column = forward ? vi_previous(vi.cursor.row, column) : vi_next(vi.cursor.row, column);
  }
  vi.cursor.column = column;
  return forward ? MOVE_ONTO : MOVE_BEFORE;
}

static enum move move_find(int key, int count) {
  int wanted = vi_key();
  if (wanted == '\033' || wanted > 255) {
    return MOVE_NONE;
  }
  sought = wanted;
  sought_key = key;
  return find_in_line(key, wanted, count);
}

static enum move find_again(int key, int count) {
  if (!sought_key) {
    return MOVE_FAILED;
  }
  return find_in_line(key == ';' ? sought_key : sought_key ^ 32, sought, count);
}

static enum move move_to_other(void) {
  static const char pairs[] = "()[]{}";
  const struct line *line = &vi.lines[vi.cursor.row];
  const char *found;
  char own, other;
  int depth = 0, forward;
  while (vi.cursor.column < line->length && !strchr(pairs, line->text[vi.cursor.column])) {
    vi.cursor.column++;
  }
  if (vi.cursor.column >= line->length) {
    return MOVE_FAILED;
  }
  own = line->text[vi.cursor.column];
  found = strchr(pairs, own);
  forward = (found - pairs) % 2 == 0;
  other = found[forward ? 1 : -1];
  do {
    const struct line *here = &vi.lines[vi.cursor.row];
    char c = vi.cursor.column < here->length ? here->text[vi.cursor.column] : 0;
    depth += c == own ? 1 : c == other ? -1 : 0;
    if (depth == 0 && c == other) {
      return MOVE_ONTO;
    }
  } while ((forward ? step() : step_back()) != -1);
  return MOVE_FAILED;
}

/* To the empty line in front of or behind the text. */
static enum move move_paragraph(int forward, int count) {
  int row = vi.cursor.row;
  enum move how = MOVE_BEFORE;
  while (count-- > 0) {
    int text = 0, first = 1;
    for (;; first = 0) {
      text |= vi.lines[row].length != 0;
      if (!first && text && vi.lines[row].length == 0) {
        break;
      }
      if (row + (forward ? 1 : -1) < 0 || row + (forward ? 1 : -1) >= vi.count) {
        if (count > 0) {
          return MOVE_FAILED;
        }
        break;
      }
      row += forward ? 1 : -1;
    }
  }
  vi.cursor.row = row;
  vi.cursor.column = 0;
  if (forward && row == vi.count - 1 && vi.lines[row].length) {
    vi.cursor.column = vi_previous(row, vi.lines[row].length);
    how = MOVE_ONTO;
  }
  return how;
}

static enum move move_to_mark(int key, int operator) {
  struct place *mark = vi_mark(vi_key());
  struct place to;
  if (!mark || mark->row < 0 || mark->row >= vi.count) {
    vi_fail("E20: Mark not set");
    return MOVE_NONE;
  }
  to = *mark;
  if (!operator) {
    vi_jump_from_here();
  }
  if (key == '\'') {
    return go_to_row(to.row);
  }
  vi.cursor = to;
  vi_settle();
  return MOVE_BEFORE;
}

static enum move move_sideways(int key, int count, int operator) {
  int start = vi.cursor.column, row = vi.cursor.row;
  const struct line *line = &vi.lines[row];
  for (; count > 0; count--) {
    int next = key == 'h' ? vi_previous(row, vi.cursor.column) : vi_next(row, vi.cursor.column);
    if (key == 'l' && next >= line->length && !operator) {
      break;
    }
    vi.cursor.column = next;
  }
  return start == vi.cursor.column ? MOVE_FAILED : MOVE_BEFORE;
}

static enum move move_in_line(int key, int count, int operator) {
  switch (key) {
    case '0':
    case KEY_HOME:
      vi.cursor.column = 0;
      return MOVE_BEFORE;
    case '^':
      vi.cursor.column = vi_first_word(vi.cursor.row);
      return MOVE_BEFORE;
    case '|':
      vi.cursor.column = vi_column_at(vi.cursor.row, count - 1);
      return MOVE_BEFORE;
    case '%':
      return move_to_other();
    case 'f':
    case 'F':
    case 't':
    case 'T':
      return move_find(key, count);
    case ';':
    case ',':
      return find_again(key, count);
    case 'h':
    case KEY_LEFT:
    case 8:
    case 127:
      return move_sideways('h', count, operator);
    case 'l':
    case ' ':
    case KEY_RIGHT:
      return move_sideways('l', count, operator);
    case '$':
    case KEY_END:
      if (count > 1 && go_lines(count - 1) == MOVE_FAILED) {
        return MOVE_FAILED;
      }
      vi.cursor.column = vi_previous(vi.cursor.row, vi.lines[vi.cursor.row].length);
      vi.wanted = LONG_LINE;
      return MOVE_ONTO;
    default:
      return MOVE_NONE;
  }
}

static enum move move_on_screen(int key, int count) {
  int bottom = vi_bottom(), row;
  vi_jump_from_here();
  if (key == 'H') {
    row = vi.top + count - 1;
    row = row > bottom ? bottom : row;
  } else if (key == 'L') {
    row = bottom - count + 1;
    row = row < vi.top ? vi.top : row;
  } else {
    row = (vi.top + bottom) / 2;
  }
  return go_to_row(row);
}

static enum move go_first(int row) {
  return go_to_row(row < 0 ? 0 : row >= vi.count ? vi.count - 1 : row);
}

static enum move move_lines(int key, int count, int given) {
  switch (key) {
    case 'j':
    case '\n':
    case CONTROL('N'):
    case KEY_DOWN:
      return go_lines(count);
    case 'k':
    case CONTROL('P'):
    case KEY_UP:
      return go_lines(-count);
    case '+':
    case '\r':
      return go_to_row(vi.cursor.row + count);
    case '-':
      return go_to_row(vi.cursor.row - count);
    case '_':
      return go_to_row(vi.cursor.row + count - 1);
    case 'G':
      vi_jump_from_here();
      return go_first(given ? count - 1 : vi.count - 1);
    case 'g':
      if (vi_key() != 'g') {
        return MOVE_FAILED;
      }
      vi_jump_from_here();
      return go_first(count - 1);
    case 'H':
    case 'L':
    case 'M':
      return move_on_screen(key, count);
    default:
      return MOVE_NONE;
  }
}

/* Moves the cursor; MOVE_NONE where the key is no movement, or has said itself what is wrong. */
enum move vi_move(int key, int count, int operator) {
  int given = count > 0;
  int keeps = key == 'j' || key == 'k' || key == '$' || key == KEY_UP || key == KEY_DOWN ||
              key == KEY_END || key == '\n' || key == CONTROL('N') || key == CONTROL('P');
  enum move how;
  count = given ? count : 1;
  vi.wanted = keeps ? vi.wanted : -1;
  switch (key) {
    case 'w':
    case 'W':
    case 'b':
    case 'B':
    case 'e':
    case 'E':
      return move_word(key, count, operator);
    case '{':
    case '}':
      return move_paragraph(key == '}', count);
    case '\'':
    case '`':
      return move_to_mark(key, operator);
    case '/':
    case '?':
    case 'n':
    case 'N':
      return vi_search_move(key, count);
  }
  how = move_in_line(key, count, operator);
  return how == MOVE_NONE ? move_lines(key, count, given) : how;
}
