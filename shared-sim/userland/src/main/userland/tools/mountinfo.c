#include "mountinfo.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tool.h"

/* Spaces and their like are written as octal numbers. */
static void unescape(char *text) {
  char *to = text;
  while (*text) {
    if (*text == '\\' && text[1] >= '0' && text[1] <= '3' && text[2] && text[3]) {
      *to++ = (char)((text[1] - '0') * 64 + (text[2] - '0') * 8 + (text[3] - '0'));
      text += 4;
    } else {
      *to++ = *text++;
    }
  }
  *to = 0;
}

static char *take(char **at) {
  char *word = *at;
  char *space = strchr(word, ' ');
  if (space) {
    *space = 0;
    *at = space + 1;
  } else {
    *at = word + strlen(word);
  }
  return word;
}

static int read_line_of(struct mount_line *line, char *text) {
  char *at = text;
  char *separator = strstr(text, " - ");
  char *number;
  if (!separator) {
    return 0;
  }
  *separator = 0;
  line->id = atoi(take(&at));
  line->parent = atoi(take(&at));
  number = take(&at);
  line->major = atoi(number);
  line->minor = atoi(strchr(number, ':') + 1);
  line->root = take(&at);
  line->target = take(&at);
  line->options = take(&at);
  line->tags = at;
  at = separator + 3;
  line->type = take(&at);
  line->source = take(&at);
  line->own_options = take(&at);
  unescape(line->root);
  unescape(line->target);
  unescape(line->source);
  return 1;
}

struct mount_line *read_mounts(const char *file, int *count) {
  FILE *lines = fopen(file, "r");
  struct mount_line *all = NULL;
  char *text = NULL;
  size_t room = 0;
  *count = 0;
  if (!lines) {
    die(1, "%s: parse error: %s", file, strerror(errno));
  }
  while (read_line(lines, &text, &room) >= 0) {
    char *own = strcpy(allocate(strlen(text) + 1), text);
    all = reallocate(all, sizeof *all * (size_t)(*count + 1));
    *count += read_line_of(&all[*count], own);
  }
  free(text);
  fclose(lines);
  return all;
}

int has_word(const char *list, const char *word) {
  size_t length = strlen(word);
  while (*list) {
    size_t own = strcspn(list, ",");
    if (own == length && strncmp(list, word, length) == 0) {
      return 1;
    }
    list += own + (list[own] == ',');
  }
  return 0;
}

char *all_options(const struct mount_line *line) {
  char *text = allocate(strlen(line->options) + strlen(line->own_options) + 2);
  const char *rest = line->own_options;
  strcpy(text, line->options);
  if (strncmp(rest, "ro", 2) == 0 && strncmp(text, "rw", 2) == 0) {
    memcpy(text, "ro", 2);
  }
  rest += strcspn(rest, ",");
  strcat(text, rest);
  return text;
}

char *shown_source(const struct mount_line *line) {
  char *text = allocate(strlen(line->source) + strlen(line->root) + 3);
  if (strcmp(line->root, "/") == 0) {
    strcpy(text, line->source);
  } else {
    sprintf(text, "%s[%s]", line->source, line->root);
  }
  return text;
}
