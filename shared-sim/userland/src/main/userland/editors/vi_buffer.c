/* The lines that are edited. All changes go through vi_replace, which notes what was there. */
#include <stdlib.h>
#include <string.h>

#include "vi.h"

enum { MOST_STEPS = 200 };

/* Lines that another count of lines has taken the place of; exchanging them again undoes it. */
struct change {
  int at, count;
  struct line *old;
  int old_count, was_empty;
};

struct step {
  struct change *changes;
  int count;
  struct place cursor;
};

static struct step steps[MOST_STEPS];
static int step_count, step_at; /* those behind have been undone */
static int is_open, direction;
static struct place begun;      /* where the cursor was when the command began */
static struct line line_before; /* for U */
static int row_before = -1;

struct line vi_new_line(const char *text, int length) {
  struct line line = {allocate((size_t)length + 1), length, 0};
  memcpy(line.text, text, (size_t)length);
  line.text[length] = 0;
  return line;
}

static void free_lines(struct line *lines, int count) {
  int i;
  for (i = 0; i < count; i++) {
    free(lines[i].text);
  }
  free(lines);
}

static void forget_step(struct step *step) {
  int i;
  for (i = 0; i < step->count; i++) {
    free_lines(step->changes[i].old, step->changes[i].old_count);
  }
  free(step->changes);
  memset(step, 0, sizeof *step);
}

void vi_begin_change(void) {
  is_open = 0;
  begun = vi.cursor;
}

static struct step *open_step(void) {
  if (!is_open) {
    while (step_count > step_at) {
      forget_step(&steps[--step_count]);
    }
    if (step_count == MOST_STEPS) {
      forget_step(&steps[0]);
      memmove(steps, steps + 1, (MOST_STEPS - 1) * sizeof *steps);
      memset(&steps[--step_count], 0, sizeof *steps);
    }
    steps[step_count].cursor = begun;
    step_at = ++step_count;
    direction = 0;
    is_open = 1;
  }
  return &steps[step_count - 1];
}

static void move_marks(int at, int old, int count) {
  int i;
  for (i = 0; i <= MARKS; i++) {
    struct place *mark = &vi.marks[i];
    if (mark->row >= at + old) {
      mark->row += count - old;
    } else if (mark->row >= at + count) {
      mark->row = -1;
    }
  }
}

/* Exchanges lines without a note of it; the old ones are the caller's. */
static struct line *exchange(int at, int old, const struct line *fresh, int count) {
  struct line *taken = allocate((size_t)(old + 1) * sizeof *taken);
  if (vi.count + count - old > vi.room) {
    vi.room = (vi.count + count - old) * 2 + 64;
    vi.lines = reallocate(vi.lines, (size_t)vi.room * sizeof *vi.lines);
  }
  memcpy(taken, vi.lines + at, (size_t)old * sizeof *taken);
  memmove(vi.lines + at + count, vi.lines + at + old,
          (size_t)(vi.count - at - old) * sizeof *taken);
  if (count) {
    memcpy(vi.lines + at, fresh, (size_t)count * sizeof *taken);
  }
  vi.count += count - old;
  move_marks(at, old, count);
  vi.changed = 1;
  return taken;
}

static void note_change(int at, int old, struct line *taken, int count, int was_empty) {
  struct step *step = open_step();
  struct change *last = step->count ? &step->changes[step->count - 1] : NULL;
  if (last && old == 1 && count == 1 && last->at == at && last->count == 1 &&
      was_empty == vi.is_empty) {
    free_lines(taken, 1); /* the first of them is noted */
    return;
  }
  step->changes = reallocate(step->changes, (size_t)(step->count + 1) * sizeof *step->changes);
  last = &step->changes[step->count++];
  last->at = at;
  last->count = count;
  last->old = taken;
  last->old_count = old;
  last->was_empty = was_empty;
}

static void keep_for_undo_line(int at) {
  if (row_before != at) {
    free(line_before.text);
    line_before = vi_new_line(vi.lines[at].text, vi.lines[at].length);
    row_before = at;
  }
}

void vi_replace(int at, int old, struct line *fresh, int count) {
  struct line none;
  int was_empty = vi.is_empty;
  open_step();
  if (vi.is_empty && count) {
    at = 0;
    old = 1;
  }
  if (old == vi.count && !count) {
    none = vi_new_line("", 0);
    fresh = &none;
    count = 1;
    vi.is_empty = 1;
  } else if (count) {
    vi.is_empty = 0;
  }
  if (old == 1 && count == 1) {
    keep_for_undo_line(at);
  } else if (row_before >= at) {
    row_before = -1;
  }
  note_change(at, old, exchange(at, old, fresh, count), count, was_empty);
}

void vi_set_line(int at, const char *text, int length) {
  struct line line = vi_new_line(text, length);
  vi_replace(at, 1, &line, 1);
}

void vi_insert_text(int row, int column, const char *text, int length) {
  struct line *line = &vi.lines[row];
  struct line fresh = {allocate((size_t)(line->length + length) + 1), line->length + length, 0};
  memcpy(fresh.text, line->text, (size_t)column);
  memcpy(fresh.text + column, text, (size_t)length);
  strcpy(fresh.text + column + length, "");
  memcpy(fresh.text + column + length, line->text + column, (size_t)(line->length - column) + 1);
  fresh.marked = line->marked;
  vi_replace(row, 1, &fresh, 1);
}

void vi_delete_text(int row, int column, int length) {
  struct line *line = &vi.lines[row];
  struct line fresh = vi_new_line(line->text, column);
  fresh.text = reallocate(fresh.text, (size_t)(line->length - length) + 1);
  memcpy(fresh.text + column, line->text + column + length,
         (size_t)(line->length - column - length) + 1);
  fresh.length = line->length - length;
  fresh.marked = line->marked;
  vi_replace(row, 1, &fresh, 1);
}

void vi_delete_range(const struct range *range) {
  if (range->whole) {
    vi_replace(range->from.row, range->to.row - range->from.row + 1, NULL, 0);
  } else if (range->from.row == range->to.row) {
    vi_delete_text(range->from.row, range->from.column, range->to.column - range->from.column);
  } else {
    const struct line *last = &vi.lines[range->to.row];
    struct line joined = vi_new_line(vi.lines[range->from.row].text, range->from.column);
    int rest = last->length - range->to.column;
    joined.text = reallocate(joined.text, (size_t)(range->from.column + rest) + 1);
    memcpy(joined.text + range->from.column, last->text + range->to.column, (size_t)rest + 1);
    joined.length = range->from.column + rest;
    vi_replace(range->from.row, range->to.row - range->from.row + 1, &joined, 1);
  }
}

void vi_load(struct line *lines, int count) {
  while (step_count) {
    forget_step(&steps[--step_count]);
  }
  step_at = 0;
  row_before = -1;
  is_open = 0;
  free_lines(vi.lines, vi.count);
  vi.is_empty = !count;
  if (!count) {
    lines = reallocate(lines, sizeof *lines);
    *lines = vi_new_line("", 0);
    count = 1;
  }
  vi.lines = lines;
  vi.count = vi.room = count;
  vi.changed = 0;
}

static void turn(struct change *change) {
  int was_empty = vi.is_empty, count = change->old_count;
  struct line *taken = exchange(change->at, change->count, change->old, change->old_count);
  free(change->old);
  change->old = taken;
  change->old_count = change->count;
  change->count = count;
  vi.is_empty = change->was_empty;
  change->was_empty = was_empty;
}

/* The cursor goes to where it was, if that is near, or to the first line that has changed. */
static void turn_step(struct step *step, int back) {
  int i, row = vi.count, lines = 0;
  for (i = 0; i < step->count; i++) {
    struct change *change = &step->changes[back ? step->count - 1 - i : i];
    turn(change);
    if (change->at < row) {
      row = change->at;
      lines = change->count;
    }
  }
  if (step->cursor.row >= row - 1 && step->cursor.row <= row + lines) {
    vi.cursor = step->cursor;
  } else {
    vi.cursor.row = row < vi.count ? row : vi.count - 1;
    vi.cursor.column = vi_first_word(vi.cursor.row);
  }
  vi_settle();
}

int vi_undo(int further) {
  if (!further) {
    direction = direction == -1 ? 1 : -1;
  }
  if (direction == 0 || (direction == -1 ? step_at == 0 : step_at == step_count)) {
    return 0;
  }
  is_open = 0;
  if (direction == -1) {
    turn_step(&steps[--step_at], 1);
  } else {
    turn_step(&steps[step_at++], 0);
  }
  row_before = -1;
  return 1;
}

void vi_undo_line(void) {
  struct line line;
  if (row_before < 0 || row_before >= vi.count) {
    vi_beep();
    return;
  }
  line = line_before;
  line_before = vi_new_line(vi.lines[row_before].text, vi.lines[row_before].length);
  vi_replace(row_before, 1, &line, 1);
  vi.cursor.row = row_before;
  vi.cursor.column = 0;
}
