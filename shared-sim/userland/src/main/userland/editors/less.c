/* less(1): shows text a screen at a time. */
#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <regex.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../tools/programs.h"
#include "screen.h"

static struct {
  char *text;
  size_t length;
} *lines;
static int line_count, line_room;
static int top, left;
static int numbered, chopped, quits_if_short;
static const char *name;
static char message[160];
static regex_t pattern;
static int has_pattern, backwards;

static void read_all(FILE *file) {
  char *line = NULL;
  size_t room = 0;
  long length;
  while ((length = read_line(file, &line, &room)) >= 0) {
    if (line_count == line_room) {
      line_room = line_room * 2 + 256;
      lines = reallocate(lines, (size_t)line_room * sizeof *lines);
    }
    lines[line_count].text = allocate((size_t)length + 1);
    memcpy(lines[line_count].text, line, (size_t)length + 1);
    lines[line_count++].length = (size_t)length;
  }
  free(line);
}

static int gutter(void) { return numbered ? 8 : 0; }

static int rows_of(int line) {
  int width = screen_width(lines[line].text, lines[line].length, 0);
  int room = screen_columns - gutter();
  return chopped || width <= room ? 1 : (width + room - 1) / room;
}

/* The first line of the last screen. */
static int last_top(void) {
  int rows = 0;
  int line = line_count;
  while (line > 0 && rows + rows_of(line - 1) <= screen_rows - 1) {
    rows += rows_of(--line);
  }
  return line == line_count && line > 0 ? line - 1 : line;
}

static void draw(void) {
  int row = 0;
  int line = top;
  int room = screen_columns - gutter();
  char number[16];
  screen_puts("\033[H");
  while (row < screen_rows - 1) {
    int part;
    int parts = line < line_count ? rows_of(line) : 1;
    for (part = 0; part < parts && row < screen_rows - 1; part++, row++) {
      if (line >= line_count) {
        screen_puts("~");
      } else {
        int from = part * room + (chopped ? left : 0);
        if (numbered) {
          sprintf(number, part ? "        " : "%7d ", line + 1);
          screen_puts(number);
        }
        screen_put_part(lines[line].text, lines[line].length, from, from + room);
      }
      screen_puts("\033[K\r\n");
    }
    line++;
  }
  screen_puts("\033[7m");
  if (*message) {
    screen_puts(message);
  } else if (line >= line_count) {
    screen_puts(" (END) ");
  } else if (name) {
    screen_put_part(name, strlen(name), 0, screen_columns - 1);
  } else {
    screen_puts(":");
  }
  screen_puts("\033[0m\033[K");
  screen_show();
  *message = 0;
}

static void go(int line) {
  int last = last_top();
  top = line > last ? last : line;
  top = top < 0 ? 0 : top;
}

static void look(int from, int step) {
  int line = from;
  if (!has_pattern) {
    strcpy(message, "No previous search");
    return;
  }
  for (; line >= 0 && line < line_count; line += step) {
    if (regexec(&pattern, lines[line].text, 0, NULL, 0) == 0) {
      top = line;
      return;
    }
  }
  strcpy(message, "Pattern not found");
}

/* What is typed behind a slash or a question mark. */
static void search(int key) {
  char text[100] = "";
  size_t length = 0;
  int c;
  for (;;) {
    char shown[2] = {(char)key, 0};
    screen_move(screen_rows - 1, 0);
    screen_puts(shown);
    screen_puts(text);
    screen_puts("\033[K");
    screen_show();
    c = screen_key();
    if (c == '\r' || c == '\n') {
      break;
    }
    if (c == '\033' || c == CONTROL('C') || c == KEY_ENDED ||
        ((c == 127 || c == 8) && length == 0)) {
      return;
    }
    if (c == 127 || c == 8) {
      text[--length] = 0;
    } else if (c >= ' ' && c < 256 && length + 1 < sizeof text) {
      text[length++] = (char)c;
      text[length] = 0;
    }
  }
  if (length) {
    if (has_pattern) {
      regfree(&pattern);
    }
    has_pattern = regcomp(&pattern, text, REG_EXTENDED | REG_NOSUB) == 0;
    if (!has_pattern) {
      strcpy(message, "Invalid pattern");
      return;
    }
  }
  backwards = key == '?';
  look(backwards ? top - 1 : top + (length == 0), backwards ? -1 : 1);
}

static void help(void) {
  strcpy(message, "q ends, blank and b go a screen on and back, g and G to the ends, / searches");
}

static int act(int key, int number) {
  int page = screen_rows - 1;
  switch (key) {
    case 'q':
    case 'Q':
    case KEY_ENDED:
      return 0;
    case ' ':
    case 'f':
    case CONTROL('F'):
    case KEY_PAGE_DOWN:
      go(top + page);
      break;
    case 'b':
    case CONTROL('B'):
    case KEY_PAGE_UP:
      go(top - page);
      break;
    case 'd':
    case CONTROL('D'):
      go(top + page / 2);
      break;
    case 'u':
    case CONTROL('U'):
      go(top - page / 2);
      break;
    case 'j':
    case '\r':
    case '\n':
    case 'e':
    case KEY_DOWN:
      go(top + (number ? number : 1));
      break;
    case 'k':
    case 'y':
    case KEY_UP:
      go(top - (number ? number : 1));
      break;
    case KEY_RIGHT:
      left += chopped ? screen_columns / 2 : 0;
      break;
    case KEY_LEFT:
      left = left > screen_columns / 2 ? left - screen_columns / 2 : 0;
      break;
    case 'g':
    case '<':
    case KEY_HOME:
      go(number ? number - 1 : 0);
      break;
    case 'G':
    case '>':
    case KEY_END:
      go(number ? number - 1 : line_count);
      break;
    case '/':
    case '?':
      search(key);
      break;
    case 'n':
      look(top + (backwards ? -1 : 1), backwards ? -1 : 1);
      break;
    case 'N':
      look(top + (backwards ? 1 : -1), backwards ? 1 : -1);
      break;
    case 'h':
    case 'H':
      help();
      break;
    default:
      break;
  }
  return 1;
}

static void show(void) {
  int number = 0;
  int key;
  screen_puts("\033[H\033[J");
  do {
    draw();
    number = 0;
    key = screen_key();
    while (key >= '0' && key <= '9') {
      number = number < 1000000 ? number * 10 + key - '0' : number;
      key = screen_key();
    }
  } while (act(key, number));
  screen_puts("\r\033[K");
}

int less_main(int count, char **arguments) {
  FILE *file = stdin;
  int terminal;
  int option;
  int i;
  while ((option = getopt(count, arguments, "NSFRXEiKn")) != -1) {
    numbered |= option == 'N';
    chopped |= option == 'S';
    quits_if_short |= option == 'F';
    if (option == '?') {
      try_help(1);
    }
  }
  if (optind == count && isatty(0)) {
    die(1, "Missing filename (\"less --help\" for help)");
  }
  for (; optind < count; optind++) {
    struct stat status;
    name = arguments[optind];
    if (stat(name, &status) == 0 && S_ISDIR(status.st_mode)) {
      die(1, "%s is a directory", name);
    }
    file = fopen(name, "r");
    if (!file) {
      die(1, "%s: %s", name, strerror(errno));
    }
    read_all(file);
    fclose(file);
  }
  if (file == stdin) {
    read_all(stdin);
  }
  terminal = isatty(1) ? open("/dev/tty", O_RDWR) : -1;
  if (terminal < 0 || !screen_begin(terminal)) {
    for (i = 0; i < line_count; i++) {
      fwrite(lines[i].text, 1, lines[i].length, stdout);
      putchar('\n');
    }
    return 0;
  }
  if (quits_if_short && last_top() == 0 && line_count < screen_rows) {
    screen_end();
    for (i = 0; i < line_count; i++) {
      puts(lines[i].text);
    }
    return 0;
  }
  show();
  screen_end();
  return 0;
}
