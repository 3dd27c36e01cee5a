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

/* What programs read from the same descriptor must not be taken away from them, so that such a
   descriptor is read byte by byte. */
static int fill(struct input *input) {
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
