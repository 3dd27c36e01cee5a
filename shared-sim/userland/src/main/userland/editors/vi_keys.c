/* Keys as they come: typed, from a register, or once more, for the command "." */
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "vi.h"

struct keys {
  int *at;
  int count, room;
};

static struct keys waiting; /* the next one is the last of them */
static struct keys typed, repeated;
static int repeated_count;

static void add(struct keys *keys, int key) {
  if (keys->count == keys->room) {
    keys->room = keys->room * 2 + 64;
    keys->at = reallocate(keys->at, (size_t)keys->room * sizeof *keys->at);
  }
  keys->at[keys->count++] = key;
}

int vi_key(void) {
  int key;
  if (waiting.count) {
    key = waiting.at[--waiting.count];
  } else {
    do {
      vi_draw();
      key = screen_key();
      if (key == KEY_RESIZED) {
        vi_forget_screen();
      }
    } while (key == KEY_RESIZED);
    if (key == KEY_ENDED) {
      vi.ended = 1;
      key = '\033';
    }
    *vi.message = 0;
  }
  add(&typed, key);
  return key;
}

enum { MOST_WAITING = 200000 };

void vi_push(const int *keys, int count) {
  if (waiting.count + count > MOST_WAITING) {
    vi_fail("E223: Recursive mapping");
    waiting.count = 0;
    return;
  }
  while (count) {
    add(&waiting, keys[--count]);
  }
}

void vi_push_text(const char *text) {
  size_t length = strlen(text);
  while (length) {
    int key = (unsigned char)text[--length];
    vi_push(&key, 1);
  }
}

void vi_drop_waiting(void) { waiting.count = 0; }

void vi_repeat_begin(void) { typed.count = 0; }

void vi_repeat_forget_last(void) { typed.count--; }

int vi_typed(void) { return typed.count; }

void vi_repeat_keep(void) {
  int i;
  repeated.count = 0;
  for (i = 0; i < typed.count; i++) {
    add(&repeated, typed.at[i]);
  }
  repeated_count = vi.repeats;
}

int vi_repeat(int count) {
  int used = count ? count : repeated_count;
  if (!repeated.count) {
    return 0;
  }
  if (repeated.at[0] == '"' && repeated.at[1] >= '1' && repeated.at[1] < '9') {
    repeated.at[1]++; /* what was deleted before that */
  }
  vi_push(repeated.at, repeated.count);
  for (; used; used /= 10) { /* the last digit comes last */
    int key = '0' + used % 10;
    vi_push(&key, 1);
  }
  return 1;
}

void vi_repeat_cut(int count) { typed.count = count; }

void vi_retype(int from, int to) { vi_push(typed.at + from, to - from); }
