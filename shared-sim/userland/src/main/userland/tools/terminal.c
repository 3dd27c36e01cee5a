/* tty(1) and the part of stty(1) that sets sizes and single modes, as coreutils 9.7 have them. */
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <termios.h>
#include <unistd.h>

#include "programs.h"

int tty_main(int count, char **arguments) {
  int silent = 0;
  const char *name;
  for (; count > 1; count--) {
    const char *word = *++arguments;
    if (!strcmp(word, "-s") || !strcmp(word, "--silent") || !strcmp(word, "--quiet")) {
      silent = 1;
    } else {
      if (*word == '-' && word[1]) {
        warn("invalid option -- '%c'", word[1]);
      } else {
        warn("extra operand '%s'", word);
      }
      try_help(2);
    }
  }
  name = isatty(0) ? ttyname(0) : NULL;
  if (!silent) {
    puts(name ? name : "not a tty");
  }
  return name ? 0 : 1;
}

static const struct mode {
  const char *name;
  char kind; /* i input, o output, l local */
  tcflag_t bits;
} modes[] = {{"icrnl", 'i', ICRNL},   {"inlcr", 'i', INLCR},   {"igncr", 'i', IGNCR},
             {"ixon", 'i', IXON},     {"iutf8", 'i', IUTF8},   {"opost", 'o', OPOST},
             {"onlcr", 'o', ONLCR},   {"isig", 'l', ISIG},     {"icanon", 'l', ICANON},
             {"iexten", 'l', IEXTEN}, {"echo", 'l', ECHO},     {"echoe", 'l', ECHOE},
             {"echok", 'l', ECHOK},   {"echonl", 'l', ECHONL}, {"echoctl", 'l', ECHOCTL},
             {"echoke", 'l', ECHOKE}, {"noflsh", 'l', NOFLSH}, {"tostop", 'l', TOSTOP}};

static void refuse(const char *word) {
  warn("invalid argument '%s'", word);
  try_help(1);
}

static void set_mode(struct termios *all, const char *word) {
  const char *name = word + (*word == '-');
  size_t i;
  for (i = 0; i < sizeof modes / sizeof *modes; i++) {
    tcflag_t *flags = modes[i].kind == 'i'   ? &all->c_iflag
                      : modes[i].kind == 'o' ? &all->c_oflag
                                             : &all->c_lflag;
    if (!strcmp(name, modes[i].name)) {
      *flags = *word == '-' ? *flags & ~modes[i].bits : *flags | modes[i].bits;
      return;
    }
  }
  refuse(word);
}

/* What several modes are together. */
static int set_all(struct termios *all, const char *word) {
  if (!strcmp(word, "raw") || !strcmp(word, "-cooked")) {
    all->c_iflag = 0;
    all->c_oflag &= ~(tcflag_t)OPOST;
    all->c_lflag &= ~(tcflag_t)(ISIG | ICANON);
    all->c_cc[VMIN] = 1;
    all->c_cc[VTIME] = 0;
  } else if (!strcmp(word, "-raw") || !strcmp(word, "cooked")) {
    all->c_iflag |= BRKINT | IGNPAR | ISTRIP | ICRNL | IXON;
    all->c_oflag |= OPOST;
    all->c_lflag |= ISIG | ICANON;
  } else if (!strcmp(word, "sane")) {
    all->c_iflag = (all->c_iflag & IUTF8) | BRKINT | ICRNL | IXON | IMAXBEL;
    all->c_oflag = OPOST | ONLCR;
    all->c_lflag = ISIG | ICANON | IEXTEN | ECHO | ECHOE | ECHOK | ECHOCTL | ECHOKE;
  } else {
    return 0;
  }
  return 1;
}

static unsigned short number_behind(char **arguments, int at) {
  if (!arguments[at + 1]) {
    warn("missing argument to '%s'", arguments[at]);
    try_help(1);
  }
  if (!isdigit((unsigned char)*arguments[at + 1])) {
    die(1, "invalid integer argument: '%s'", arguments[at + 1]);
  }
  return (unsigned short)atoi(arguments[at + 1]);
}

static void require(int result) {
  if (result < 0) {
    die(1, "'standard input': %s", strerror(errno));
  }
}

int stty_main(int count, char **arguments) {
  struct termios all;
  struct winsize size;
  int i, changed = 0;
  if (count == 1) {
    die(1, "showing all modes is not supported: size, rows, cols and names of modes are");
  }
  require(tcgetattr(0, &all));
  for (i = 1; i < count; i++) {
    const char *word = arguments[i];
    int columns = !strcmp(word, "cols") || !strcmp(word, "columns");
    if (!strcmp(word, "size")) {
      require(ioctl(0, TIOCGWINSZ, &size));
      printf("%d %d\n", size.ws_row, size.ws_col);
    } else if (columns || !strcmp(word, "rows")) {
      unsigned short value = number_behind(arguments, i++);
      require(ioctl(0, TIOCGWINSZ, &size));
      *(columns ? &size.ws_col : &size.ws_row) = value;
      require(ioctl(0, TIOCSWINSZ, &size));
    } else {
      changed = 1;
      if (!set_all(&all, word)) {
        set_mode(&all, word);
      }
    }
  }
  if (changed) {
    require(tcsetattr(0, TCSADRAIN, &all));
  }
  return 0;
}
