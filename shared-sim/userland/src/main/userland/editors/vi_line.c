/* The last line of the screen, where commands and patterns are typed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "screen.h"
#include "vi.h"

enum { MOST_LINES = 30 };

static char *history[MOST_LINES];
static int history_count;

static void keep(const char *text) {
  if (!*text || (history_count && !strcmp(history[history_count - 1], text))) {
    return;
  }
  if (history_count == MOST_LINES) {
    free(history[0]);
    memmove(history, history + 1, (MOST_LINES - 1) * sizeof *history);
    history_count--;
  }
  history[history_count++] = strdup(text);
}

static size_t word_begin(const char *text, size_t length) {
  while (length && text[length - 1] == ' ') {
    length--;
  }
  while (length && text[length - 1] != ' ') {
    length--;
  }
  return length;
}

static char *recall(char *text, int *at, int by) {
  if (*at + by < 0 || *at + by > history_count) {
    return text;
  }
  *at += by;
  free(text);
  return strdup(*at < history_count ? history[*at] : "");
}

char *vi_ask(const char *prompt) {
  char *text = strdup("");
  int at = history_count;
  for (;;) {
    size_t length = strlen(text);
    int key;
    vi_say("%s%s", prompt, text);
    vi.asks = 1;
    key = vi_key();
    vi.asks = 0;
    if (key == '\r' || key == '\n') {
      keep(text);
      return text;
    }
    if (key == '\033' || key == CONTROL('C') || ((key == 8 || key == 127) && !length)) {
      break;
    }
    if (key == 8 || key == 127) {
      do {
        length--;
      } while (length && ((unsigned char)text[length] & 0xc0) == 0x80);
      text[length] = 0;
    } else if (key == CONTROL('U')) {
      *text = 0;
    } else if (key == CONTROL('W')) {
      text[word_begin(text, length)] = 0;
    } else if (key == KEY_UP || key == KEY_DOWN) {
      text = recall(text, &at, key == KEY_UP ? -1 : 1);
    } else if (key < 256) {
      key = key == CONTROL('V') ? vi_key() : key;
      text = reallocate(text, length + 2);
      text[length] = (char)key;
      text[length + 1] = 0;
    }
  }
  free(text);
  return NULL;
}
