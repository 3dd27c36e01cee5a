/* Editing a line at a terminal. */
#include "edit.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

static struct editor editor;

static volatile int resized;

static void note_size(int number) {
  (void)number;
  resized = 1;
}

static int terminal_columns(void) {
  struct winsize size;
  if (ioctl(2, TIOCGWINSZ, &size) < 0 || size.ws_col == 0) {
    return 80;
  }
  return size.ws_col;
}

static void resize(void) {
  size_t cursor = editor.cursor;
  resized = 0;
  editor.columns = terminal_columns();
  editor.row =
      (text_width(editor.prompt, strlen(editor.prompt)) + text_width(editor.line.bytes, cursor)) /
      editor.columns;
  editor_draw(&editor);
}

/* One byte at a time: what follows the line is for the program that it starts. */
static int next_byte(void) {
  unsigned char c;
  for (;;) {
    ssize_t count;
    if (resized) {
      resize();
    }
    editor_flush(&editor);
    count = read(0, &c, 1);
    if (count == 1) {
      return c;
    }
    if (count == 0 || errno != EINTR) {
      return KEY_END_OF_INPUT;
    }
    if (interrupted) {
      return KEY_INTERRUPTED;
    }
  }
}

static int key_of_number(int number) {
  switch (number) {
    case 1:
    case 7:
      return KEY_HOME;
    case 3:
      return KEY_DELETE;
    case 4:
    case 8:
      return KEY_END;
    default:
      return KEY_NONE;
  }
}

static int key_of_letter(int letter, int modified) {
  switch (letter) {
    case 'A':
      return KEY_UP;
    case 'B':
      return KEY_DOWN;
    case 'C':
      return modified ? KEY_WORD_RIGHT : KEY_RIGHT;
    case 'D':
      return modified ? KEY_WORD_LEFT : KEY_LEFT;
    case 'H':
      return KEY_HOME;
    case 'F':
      return KEY_END;
    default:
      return KEY_NONE;
  }
}

/* Behind ESC: a sequence, known or not, is taken to its end (ECMA-48, 5.4). */
static int escape_sequence(void) {
  int numbers[2] = {0, 0};
  int index = 0;
  int c = next_byte();
  if (c == 'b' || c == 'f') {
    return c == 'b' ? KEY_WORD_LEFT : KEY_WORD_RIGHT;
  }
  if (c == 'O') {
    c = next_byte();
    return c < 0 ? c : key_of_letter(c, 0);
  }
  if (c != '[') {
    return c < 0 ? c : KEY_NONE;
  }
  while ((c = next_byte()) >= 0 && (c < '@' || c > '~')) {
    if (c == ';') {
      index = 1;
    } else if (c >= '0' && c <= '9' && numbers[index] < 1000) {
      numbers[index] = numbers[index] * 10 + c - '0';
    }
  }
  if (c == '[') { /* a function key of the Linux console: one byte more */
    c = next_byte();
    return c < 0 ? c : KEY_NONE;
  }
  return c < 0 ? c : c == '~' ? key_of_number(numbers[0]) : key_of_letter(c, numbers[1] > 1);
}

int editor_key(void) {
  int c = next_byte();
  return c == ESCAPE ? escape_sequence() : c;
}

/* All bytes of a character of UTF-8, of which one has come. */
static void type_character(int first) {
  char text[5] = {0};
  int more = first >= 0xF0 ? 3 : first >= 0xE0 ? 2 : first >= 0xC0 ? 1 : 0;
  int i;
  text[0] = (char)first;
  for (i = 1; i <= more; i++) {
    int c = next_byte();
    if (c < 0) {
      return;
    }
    text[i] = (char)c;
  }
  editor_replace(&editor, editor.cursor, editor.cursor, text);
}

static int is_inside(size_t at) { return (editor.line.bytes[at] & 0xC0) == 0x80; }

static size_t left_of(size_t at) {
  while (at > 0 && is_inside(--at)) {
  }
  return at;
}

static size_t right_of(size_t at) {
  size_t length = editor.line.length;
  at += at < length;
  while (at < length && is_inside(at)) {
    at++;
  }
  return at;
}

static size_t word_left_of(size_t at) {
  while (at > 0 && editor.line.bytes[at - 1] == ' ') {
    at--;
  }
  while (at > 0 && editor.line.bytes[at - 1] != ' ') {
    at--;
  }
  return at;
}

static size_t word_right_of(size_t at) {
  size_t length = editor.line.length;
  while (at < length && editor.line.bytes[at] == ' ') {
    at++;
  }
  while (at < length && editor.line.bytes[at] != ' ') {
    at++;
  }
  return at;
}

static void erase(size_t from, size_t to) {
  if (from < to) {
    editor_replace(&editor, from, to, "");
  }
}

static void cut(size_t from, size_t to) {
  if (from < to) {
    free(editor.killed);
    editor.killed = strndup(editor.line.bytes + from, to - from);
    erase(from, to);
  }
}

static void transpose(void) {
  size_t at = editor.cursor == editor.line.length ? left_of(editor.cursor) : editor.cursor;
  size_t before = left_of(at);
  size_t behind = right_of(at);
  if (before < at) {
    struct text swapped = {0};
    size_t i;
    for (i = at; i < behind; i++) {
      text_add(&swapped, editor.line.bytes[i]);
    }
    for (i = before; i < at; i++) {
      text_add(&swapped, editor.line.bytes[i]);
    }
    editor_replace(&editor, before, behind, text_string(&swapped));
    text_free(&swapped);
  }
}

static void move_by_key(int key) {
  size_t at = editor.cursor;
  switch (key) {
    case KEY_LEFT:
    case CONTROL('B'):
      editor_move(&editor, left_of(at));
      break;
    case KEY_RIGHT:
    case CONTROL('F'):
      editor_move(&editor, right_of(at));
      break;
    case KEY_WORD_LEFT:
      editor_move(&editor, word_left_of(at));
      break;
    case KEY_WORD_RIGHT:
      editor_move(&editor, word_right_of(at));
      break;
    case KEY_HOME:
    case CONTROL('A'):
      editor_move(&editor, 0);
      break;
    case KEY_END:
    case CONTROL('E'):
      editor_move(&editor, editor.line.length);
      break;
    case KEY_UP:
    case CONTROL('P'):
      editor_older(&editor);
      break;
    case KEY_DOWN:
    case CONTROL('N'):
      editor_newer(&editor);
      break;
    default:
      break;
  }
}

static void edit_by_key(int key) {
  size_t at = editor.cursor;
  switch (key) {
    case 127:
    case CONTROL('H'):
      erase(left_of(at), at);
      break;
    case KEY_DELETE:
    case CONTROL('D'):
      erase(at, right_of(at));
      break;
    case CONTROL('U'):
      cut(0, at);
      break;
    case CONTROL('K'):
      cut(at, editor.line.length);
      break;
    case CONTROL('W'):
      cut(word_left_of(at), at);
      break;
    case CONTROL('Y'):
      editor_replace(&editor, at, at, editor.killed ? editor.killed : "");
      break;
    case CONTROL('T'):
      transpose();
      break;
    case CONTROL('L'):
      editor_say(&editor, "\033[H\033[2J");
      editor.row = 0;
      editor_draw(&editor);
      break;
    case '\t':
      editor_complete(&editor);
      break;
    default:
      move_by_key(key);
  }
}

/* Until the line has ended; returns what ended it. */
static int edit(void) {
  for (;;) {
    int key = editor_key();
    if (key == CONTROL('R')) {
      key = editor_search(&editor);
    }
    editor.tabs = key == '\t' ? editor.tabs + 1 : 0;
    if (key == '\n' || key == '\r') {
      return '\n';
    }
    if (key < 0 || key == CONTROL('C') || (key == CONTROL('D') && !editor.line.length)) {
      return key;
    }
    if (key >= ' ' && key < KEY_NONE && key != 127) {
      type_character(key);
    } else {
      edit_by_key(key);
    }
  }
}

/* What is in front of a prompt's last line is written once. */
static void show_prompt(char *prompt) {
  char *last = strrchr(prompt, '\n');
  if (last) {
    *last = 0;
    editor_say(&editor, prompt);
    editor_say(&editor, "\n");
  }
  editor.prompt = last ? last + 1 : prompt;
  editor_say(&editor, editor.prompt);
}

static void begin_line(char *prompt) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = note_size;
  sigaction(SIGWINCH, &action, NULL);
  resized = 0;
  editor.columns = terminal_columns();
  editor.line.length = 0;
  text_string(&editor.line);
  editor.cursor = 0;
  editor.row = 0;
  editor.tabs = 0;
  editor.place = history_count;
  show_prompt(prompt);
}

static void set_raw(const struct termios *usual) {
  struct termios raw = *usual;
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(0, TCSADRAIN, &raw);
}

/* The keys of the terminal are bytes while a line is edited: an interrupt is made of one here. */
static void interrupt(int key) {
  if (editor.cursor != editor.line.length) {
    editor_move(&editor, editor.line.length);
  }
  if (key == CONTROL('C')) {
    editor_say(&editor, "^C\n");
    editor_flush(&editor);
    at_line_start = 1;
    raise(SIGINT);
  }
  editor.line.length = 0;
  traps_run();
  at_line_start = 0;
}

/* A line with its end, which stays the editor's; null at the end of the input. The prompt's text
   may be changed. */
const char *edit_line(char *prompt) {
  struct termios usual;
  int ended_by;
  if (tcgetattr(0, &usual) < 0) {
    return NULL;
  }
  set_raw(&usual);
  begin_line(prompt);
  ended_by = edit();
  if (ended_by == '\n' || ended_by == CONTROL('D')) {
    editor_below(&editor);
  }
  editor_flush(&editor);
  tcsetattr(0, TCSADRAIN, &usual);
  if (ended_by == KEY_INTERRUPTED || ended_by == CONTROL('C')) {
    interrupt(ended_by);
  } else if (ended_by != '\n') {
    return NULL;
  }
  history_add(text_string(&editor.line));
  text_add(&editor.line, '\n');
  return text_string(&editor.line);
}
