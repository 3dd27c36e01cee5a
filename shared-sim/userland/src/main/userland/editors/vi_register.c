/* Registers: what is yanked and deleted waits there to be put. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "vi.h"

/* Letters, then those with digits from 1 on: whole lines that were deleted, the last one first. */
enum { LETTERS = 26, DIGITS = 9 };

static struct lines letters[LETTERS], digits[DIGITS], nameless;
static struct lines *recent = &nameless; /* what p puts */

static void forget(struct lines *lines) {
  int i;
  for (i = 0; i < lines->count; i++) {
    free(lines->at[i].text);
  }
  free(lines->at);
  memset(lines, 0, sizeof *lines);
}

struct lines *vi_register(int name) {
  if (isalpha(name)) {
    return &letters[tolower(name) - 'a'];
  }
  if (name >= '1' && name <= '9') {
    return &digits[name - '1'];
  }
  return name == 0 || name == '"' ? recent : NULL;
}

static struct lines copy_range(const struct range *range) {
  struct lines copy;
  int i;
  copy.count = range->to.row - range->from.row + 1;
  copy.whole = range->whole;
  copy.at = allocate((size_t)copy.count * sizeof *copy.at);
  for (i = 0; i < copy.count; i++) {
    const struct line *line = &vi.lines[range->from.row + i];
    int from = !range->whole && i == 0 ? range->from.column : 0;
    int to = !range->whole && i == copy.count - 1 ? range->to.column : line->length;
    copy.at[i] = vi_new_line(line->text + from, to - from);
  }
  return copy;
}

/* To a capital letter is added, on a line of its own. */
static void add(struct lines *to, struct lines *more) {
  to->whole |= more->whole;
  to->at = reallocate(to->at, (size_t)(to->count + more->count) * sizeof *to->at);
  memcpy(to->at + to->count, more->at, (size_t)more->count * sizeof *to->at);
  to->count += more->count;
  free(more->at);
}

static void keep(struct lines *fresh, int name) {
  struct lines *to = isalpha(name) ? vi_register(name) : &nameless;
  if (isupper(name)) {
    add(to, fresh);
  } else {
    forget(to);
    *to = *fresh;
  }
  recent = to;
}

void vi_yank(const struct range *range, int name) {
  struct lines copy = copy_range(range);
  keep(&copy, name);
}

void vi_keep_deleted(const struct range *range, int name) {
  if (range->whole || range->from.row != range->to.row) {
    forget(&digits[DIGITS - 1]);
    memmove(digits + 1, digits, (DIGITS - 1) * sizeof *digits);
    digits[0] = copy_range(range);
  }
  vi_yank(range, name);
}

static void put_whole(const struct lines *lines, int count, int before) {
  int total = lines->count * count, i;
  int at = vi.is_empty ? 0 : vi.cursor.row + !before;
  int leaves_empty = vi.is_empty;
  struct line *fresh = allocate((size_t)(total + 1) * sizeof *fresh);
  if (leaves_empty) { /* the empty line is one, now that another comes */
    fresh[0] = vi_new_line("", 0);
  }
  for (i = 0; i < total; i++) {
    const struct line *line = &lines->at[i % lines->count];
    fresh[i + (leaves_empty && !before)] = vi_new_line(line->text, line->length);
  }
  if (leaves_empty && before) {
    fresh[total] = vi_new_line("", 0);
  }
  vi_replace(at, 0, fresh, total + leaves_empty);
  free(fresh);
  vi.cursor.row = at + (leaves_empty && !before);
  vi.cursor.column = vi_first_word(vi.cursor.row);
  vi_report(total, "more");
}

static void put_inside(const struct lines *lines, int count, int before) {
  const struct line *line = &vi.lines[vi.cursor.row];
  int at = vi.cursor.column, row = vi.cursor.row, i;
  if (!before && line->length) {
    at = vi_next(row, at);
  }
  vi.cursor.column = at;
  for (i = 0; i < count; i++) {
    if (lines->count == 1) {
      vi_insert_text(row, at, lines->at->text, lines->at->length);
      vi.cursor.column = at + lines->at->length * (i + 1);
      continue;
    }
    struct line *fresh = allocate((size_t)lines->count * sizeof *fresh);
    const struct line *last = &lines->at[lines->count - 1];
    int rest = vi.lines[row].length - at, k;
    fresh[0] = vi_new_line(vi.lines[row].text, at);
    fresh[0].text = reallocate(fresh[0].text, (size_t)(at + lines->at->length) + 1);
    memcpy(fresh[0].text + at, lines->at->text, (size_t)lines->at->length + 1);
    fresh[0].length += lines->at->length;
    for (k = 1; k < lines->count - 1; k++) {
      fresh[k] = vi_new_line(lines->at[k].text, lines->at[k].length);
    }
    fresh[k] = vi_new_line(last->text, last->length);
    fresh[k].text = reallocate(fresh[k].text, (size_t)(last->length + rest) + 1);
    memcpy(fresh[k].text + last->length, vi.lines[row].text + at, (size_t)rest + 1);
    fresh[k].length += rest;
    vi_replace(row, 1, fresh, lines->count);
    free(fresh);
  }
  if (lines->count == 1 && vi.cursor.column > at) {
    vi.cursor.column = vi_previous(row, vi.cursor.column);
  }
}

void vi_put(int name, int count, int before, int whole) {
  struct lines *lines = vi_register(name);
  if (!lines || !lines->count) {
    if (name) {
      vi_fail("E353: Nothing in register %c", name);
    } else {
      vi_fail("E353: Nothing in register \"");
    }
    return;
  }
  if (lines->whole || whole) {
    put_whole(lines, count, before);
  } else {
    put_inside(lines, count, before);
  }
}

char *vi_register_text(int name) {
  struct lines *lines = vi_register(name);
  char *text;
  size_t length = 0;
  int i;
  if (!lines || !lines->count) {
    return NULL;
  }
  for (i = 0; i < lines->count; i++) {
    length += (size_t)lines->at[i].length + 1;
  }
  text = allocate(length + 1);
  *text = 0;
  for (i = 0; i < lines->count; i++) {
    strcat(text, lines->at[i].text);
    strcat(text, lines->whole || i < lines->count - 1 ? "\r" : "");
  }
  return text;
}
