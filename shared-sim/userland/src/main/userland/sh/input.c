#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sh.h"

enum { BUFFER_BYTES = 512 };

void input_of_string(struct input *input, const char *text) {
  memset(input, 0, sizeof *input);
  input->descriptor = -1;
  input->next = text;
  input->end = text + strlen(text);
  input->line = 1;
}

void input_of_descriptor(struct input *input, int descriptor, int whole_blocks) {
  memset(input, 0, sizeof *input);
  input->descriptor = descriptor;
  input->line = 1;
  input->whole_blocks = whole_blocks;
  input->buffer = malloc(BUFFER_BYTES);
}

static int can_edit(void) {
  const char *terminal = variable_get("TERM");
  return terminal && strcmp(terminal, "dumb") != 0 && isatty(0) && isatty(2);
}

static char *take_prompt(struct input *input) {
  const char *format = variable_get(input->prompt);
  input->prompt = "PS2";
  fflush(stdout);
  return expand_here(format ? format : "");
}

/* What programs read from the same descriptor must not be taken away from them, so that such a
   descriptor is read byte by byte. */
static int fill_from_file(struct input *input) {
  ssize_t count;
  if (input->descriptor < 0) {
    return 0;
  }
  do {
    count = read(input->descriptor, input->buffer, input->whole_blocks ? BUFFER_BYTES : 1);
    if (count < 0 && errno == EINTR) {
      traps_run();
    }
  } while (count < 0 && errno == EINTR && !interrupted);
  if (count <= 0) {
    return 0;
  }
  input->next = input->buffer;
  input->end = input->buffer + count;
  return 1;
}

/* A line behind a prompt; where it cannot be edited, it comes as from a file. */
static int fill_typed(struct input *input) {
  char *prompt;
  int done;
  if (input->in_line) {
    done = fill_from_file(input);
  } else if (!can_edit()) {
    prompt = take_prompt(input);
    fputs(prompt, stderr);
    free(prompt);
    done = fill_from_file(input);
  } else {
    prompt = take_prompt(input);
    input->next = edit_line(prompt);
    free(prompt);
    done = input->next != NULL;
    input->end = done ? input->next + strlen(input->next) : input->next;
  }
  input->in_line = done && input->end[-1] != '\n';
  return done;
}

static int fill(struct input *input) {
  return input->is_typed && !in_subshell ? fill_typed(input) : fill_from_file(input);
}

int input_get(struct input *input) {
  int c;
  if (input->pushed_count > 0) {
    c = input->pushed[--input->pushed_count];
  } else if (input->next == input->end && !fill(input)) {
    return -1;
  } else {
    c = (unsigned char)*input->next++;
  }
  if (c == '\n') {
    input->line++;
  }
  return c;
}

void input_unget(struct input *input, int c) {
  if (c == '\n') {
    input->line--;
  }
  if (c >= 0) {
    input->pushed[input->pushed_count++] = c;
  }
}
