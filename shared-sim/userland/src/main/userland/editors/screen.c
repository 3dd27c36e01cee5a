#include "screen.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "../tools/tool.h"

int screen_rows = 24, screen_columns = 80;

static int terminal = -1;
static struct termios before;
static volatile sig_atomic_t resized;
static int escapes_alone;
static int put_back[2], put_back_count; /* the next one is the last of them */
static struct {
  char *text;
  size_t length, room;
} drawn;

static void note_resize(int signal) {
  (void)signal;
  resized = 1;
}

static void measure(void) {
  struct winsize size;
  if (ioctl(terminal, TIOCGWINSZ, &size) == 0 && size.ws_row && size.ws_col) {
    screen_rows = size.ws_row;
    screen_columns = size.ws_col;
  }
}

int screen_begin(int descriptor) {
  struct termios raw;
  struct sigaction action;
  if (terminal >= 0) {
    return 1; /* it has begun, and what is to come back is known */
  }
  if (tcgetattr(descriptor, &before) != 0) {
    return 0;
  }
  terminal = descriptor;
  raw = before;
  raw.c_iflag &= ~(tcflag_t)(ICRNL | INLCR | IXON);
  raw.c_lflag &= ~(tcflag_t)(ICANON | ECHO | ISIG | IEXTEN);
  raw.c_oflag &= ~(tcflag_t)OPOST;
  raw.c_cc[VMIN] = 1;
  raw.c_cc[VTIME] = 0;
  tcsetattr(terminal, TCSADRAIN, &raw);
  memset(&action, 0, sizeof action);
  action.sa_handler = note_resize;
  sigaction(SIGWINCH, &action, NULL);
  measure();
  return 1;
}

void screen_end(void) {
  if (terminal >= 0) {
    screen_show();
    tcsetattr(terminal, TCSADRAIN, &before);
    terminal = -1;
  }
}

void screen_put(const char *text, size_t length) {
  if (drawn.length + length > drawn.room) {
    drawn.room = (drawn.length + length) * 2;
    drawn.text = reallocate(drawn.text, drawn.room);
  }
  memcpy(drawn.text + drawn.length, text, length);
  drawn.length += length;
}

void screen_puts(const char *text) { screen_put(text, strlen(text)); }

static void put_number(int number) {
  char digits[12];
  int at = sizeof digits;
  do {
    digits[--at] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  screen_put(digits + at, sizeof digits - (size_t)at);
}

void screen_move(int row, int column) {
  screen_puts("\033[");
  put_number(row + 1);
  screen_puts(";");
  put_number(column + 1);
  screen_puts("H");
}

void screen_show(void) {
  size_t done = 0;
  while (done < drawn.length) {
    ssize_t written = write(terminal, drawn.text + done, drawn.length - done);
    if (written < 0 && errno != EINTR) {
      break;
    }
    done += written > 0 ? (size_t)written : 0;
  }
  drawn.length = 0;
}

static int is_continuation(char c) { return ((unsigned char)c & 0xc0) == 0x80; }

/* The columns of one byte at a column; those behind the first of a character take none. */
static int width_of(char c, int column) {
  unsigned char byte = (unsigned char)c;
  return byte == '\t' ? 8 - column % 8 : byte < ' ' || byte == 127 ? 2 : is_continuation(c) ? 0 : 1;
}

int screen_width(const char *text, size_t length, int column) {
  int begin = column;
  size_t i;
  for (i = 0; i < length; i++) {
    column += width_of(text[i], column);
  }
  return column - begin;
}

void screen_put_part(const char *text, size_t length, int from, int to) {
  int column = 0;
  size_t i;
  for (i = 0; i < length && column < to; i++) {
    int width = width_of(text[i], column);
    int k;
    if (text[i] == '\t') {
      for (k = column < from ? from : column; k < column + width && k < to; k++) {
        screen_put(" ", 1);
      }
    } else if (width == 2 && column >= from && column + 2 <= to) {
      char shown[2] = {'^', (char)(text[i] ^ 64)};
      screen_put(shown, 2);
    } else if (width < 2 && column + width > from) {
      screen_put(text + i, 1);
      while (i + 1 < length && is_continuation(text[i + 1])) {
        screen_put(text + ++i, 1);
      }
    }
    column += width;
  }
}

static int read_byte(void) {
  unsigned char byte;
  if (put_back_count) {
    return put_back[--put_back_count];
  }
  for (;;) {
    ssize_t count = read(terminal, &byte, 1);
    if (count == 1) {
      return byte;
    }
    if (count < 0 && errno == EINTR) {
      if (resized) {
        resized = 0;
        measure();
        return KEY_RESIZED;
      }
      continue;
    }
    return KEY_ENDED;
  }
}

static int has_more(void) {
  struct pollfd wait = {terminal, POLLIN, 0};
  return poll(&wait, 1, 0) > 0;
}

static int key_of_letter(int letter) {
  switch (letter) {
    case 'A':
      return KEY_UP;
    case 'B':
      return KEY_DOWN;
    case 'C':
      return KEY_RIGHT;
    case 'D':
      return KEY_LEFT;
    case 'H':
      return KEY_HOME;
    case 'F':
      return KEY_END;
    default:
      return KEY_UNKNOWN;
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
    case 5:
      return KEY_PAGE_UP;
    case 6:
      return KEY_PAGE_DOWN;
    default:
      return KEY_UNKNOWN;
  }
}

void screen_escapes_alone(int alone) { escapes_alone = alone; }

/* Escape, unless what follows is what a key of its own sends. */
static int escape_or_key(int next) {
  int then;
  if (next == 'O' && has_more()) {
    then = read_byte();
    if (key_of_letter(then) != KEY_UNKNOWN) {
      return key_of_letter(then);
    }
    put_back[put_back_count++] = then;
  }
  put_back[put_back_count++] = next;
  return '\033';
}

int screen_key(void) {
  int c = read_byte();
  int number = 0;
  if (c != '\033' || put_back_count || !has_more()) {
    return c;
  }
  c = read_byte();
  if (escapes_alone && c != '[') {
    return escape_or_key(c);
  }
  if (c == 'O') {
    return key_of_letter(read_byte());
  }
  if (c != '[') {
    return KEY_UNKNOWN;
  }
  c = read_byte();
  while ((c >= '0' && c <= '9') || c == ';') {
    number = c == ';' ? number : number * 10 + c - '0';
    if (c == ';') {
      read_byte(); /* with Shift, Control or Alt: as without */
    }
    c = read_byte();
  }
  return c == '~' ? key_of_number(number) : key_of_letter(c);
}
