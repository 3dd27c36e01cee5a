/* Lines that were typed before. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "builtins.h"
#include "edit.h"

enum { MOST = 200 };

static char *entries[MOST];
static int first_number = 1;
size_t history_count;

const char *history_entry(size_t index) { return entries[index]; }

void history_add(const char *line) {
  int is_blank = line[strspn(line, " \t")] == 0;
  if (is_blank || (history_count && strcmp(entries[history_count - 1], line) == 0)) {
    return;
  }
  if (history_count == MOST) {
    free(entries[0]);
    memmove(entries, entries + 1, (MOST - 1) * sizeof *entries);
    history_count--;
    first_number++;
  }
  entries[history_count++] = strdup(line);
}

int builtin_history(int count, char **arguments) {
  size_t i;
  (void)count;
  (void)arguments;
  for (i = 0; i < history_count; i++) {
    printf("%4d  %s\n", first_number + (int)i, entries[i]);
  }
  return 0;
}

void editor_older(struct editor *editor) {
  if (editor->place == 0) {
    return;
  }
  if (editor->place == history_count) {
    free(editor->fresh);
    editor->fresh = strdup(text_string(&editor->line));
  }
  editor_set(editor, entries[--editor->place]);
}

void editor_newer(struct editor *editor) {
  if (editor->place == history_count) {
    return;
  }
  editor->place++;
  editor_set(editor, editor->place == history_count ? editor->fresh : entries[editor->place]);
}

/* The last entry before a place that has a text in it; -1 for none. */
static long find(const char *wanted, long before) {
  while (--before >= 0) {
    if (strstr(entries[before], wanted)) {
      return before;
    }
  }
  return -1;
}

static void show(struct editor *editor, const char *wanted, long found) {
  static char prompt[80];
  snprintf(prompt, sizeof prompt, "(search) %.40s: ", wanted);
  editor->prompt = prompt;
  editor_set(editor, found >= 0 ? entries[found] : "");
}

/* Ctrl-R: shows the last line with what is typed; the same key goes on to the one before. */
int editor_search(struct editor *editor) {
  char *usual = editor->prompt;
  char *before = strdup(text_string(&editor->line));
  struct text wanted = {0};
  long found = (long)history_count;
  int key = CONTROL('R');
  text_string(&wanted);
  for (;;) {
    show(editor, wanted.bytes, found < (long)history_count ? found : -1);
    key = editor_key();
    if (key == CONTROL('R') && wanted.length) {
      long next = find(wanted.bytes, found);
      found = next >= 0 ? next : found;
    } else if (key >= ' ' && key < 127) {
      text_add(&wanted, (char)key);
      text_string(&wanted);
      found = find(wanted.bytes,
                   found < (long)history_count && found >= 0 ? found + 1 : (long)history_count);
    } else if ((key == 127 || key == CONTROL('H')) && wanted.length) {
      wanted.length--;
      text_string(&wanted);
      found = find(wanted.bytes, (long)history_count);
    } else if (key != CONTROL('R')) {
      break;
    }
  }
  editor->prompt = usual;
  if (key == CONTROL('G') || found < 0 || found == (long)history_count) {
    editor_set(editor, before);
  } else {
    editor->place = (size_t)found;
    free(editor->fresh);
    editor->fresh = strdup(before);
    editor_set(editor, entries[found]);
  }
  text_free(&wanted);
  free(before);
  return key;
}
