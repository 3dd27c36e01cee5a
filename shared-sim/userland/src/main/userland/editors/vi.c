/* vi(1): the screen editor of POSIX, as far as fingers know it, with the words of vim. */
#include "vi.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "../tools/programs.h"
#include "screen.h"

struct vi vi;

enum { MOST_COMMANDS = 10 };

/* "+12", "+/word" and "+command" stand in front of files, too. */
static void run_first(char **commands, int count) {
  int i;
  for (i = 0; i < count; i++) {
    vi_ex(*commands[i] ? commands[i] : "$");
  }
}

/* Takes out words that begin with a plus, so that getopt does not see them. */
static int take_commands(int *count, char **arguments, char **commands) {
  int i, kept = 1, found = 0, ended = 0;
  for (i = 1; i < *count; i++) {
    ended |= !strcmp(arguments[i], "--");
    if (!ended && *arguments[i] == '+' && found < MOST_COMMANDS) {
      commands[found++] = arguments[i] + 1;
    } else {
      arguments[kept++] = arguments[i];
    }
  }
  arguments[kept] = NULL;
  *count = kept;
  return found;
}

int vi_main(int count, char **arguments) {
  char *commands[2 * MOST_COMMANDS];
  int found = take_commands(&count, arguments, commands), option;
  while ((option = getopt(count, arguments, "Rc:")) != -1) {
    if (option == 'R') {
      vi_options.readonly = 1;
    } else if (option == 'c' && found < 2 * MOST_COMMANDS) {
      commands[found++] = optarg;
    } else {
      try_help(1);
    }
  }
  vi.files = arguments + optind;
  vi.file_count = count - optind;
  if (!isatty(1) || !screen_begin(0)) {
    die(1, "Standard input is not a terminal");
  }
  vi_enter_screen();
  vi_edit(vi.file_count ? vi.files[0] : NULL);
  if (vi.file_count > 1) {
    vi_say("%d files to edit", vi.file_count);
  }
  run_first(commands, found);
  while (!vi.ended) {
    vi_command();
  }
  vi_leave_screen();
  return vi.ended == 2 ? 0 : 1;
}
