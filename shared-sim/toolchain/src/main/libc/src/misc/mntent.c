#include <mntent.h>
#include <stdlib.h>
#include <string.h>

FILE *setmntent(const char *path, const char *mode) { return fopen(path, mode); }

int endmntent(FILE *file) {
  if (file) {
    fclose(file);
  }
  return 1;
}

/* Spaces and the like are written as a backslash and three octal digits. */
static char *unescape(char *word) {
  char *from = word;
  char *to = word;
  while (*from) {
    if (from[0] == '\\' && from[1] >= '0' && from[1] <= '3' && from[2] && from[3]) {
      *to++ = (char)((from[1] - '0') * 64 + (from[2] - '0') * 8 + (from[3] - '0'));
      from += 4;
    } else {
      *to++ = *from++;
    }
  }
  *to = 0;
  return word;
}

static char *next_word(char **state) {
  char *word = strtok_r(NULL, " \t\n", state);
  return word ? unescape(word) : "";
}

struct mntent *getmntent(FILE *file) {
  static struct mntent entry;
  static char *line;
  static size_t size;
  while (getline(&line, &size, file) > 0) {
    char *state = line;
    entry.mnt_fsname = next_word(&state);
    if (!*entry.mnt_fsname || *entry.mnt_fsname == '#') {
      continue;
    }
    entry.mnt_dir = next_word(&state);
    entry.mnt_type = next_word(&state);
    entry.mnt_opts = next_word(&state);
    entry.mnt_freq = atoi(next_word(&state));
    entry.mnt_passno = atoi(next_word(&state));
    return &entry;
  }
  return NULL;
}

char *hasmntopt(const struct mntent *entry, const char *option) {
  size_t length = strlen(option);
  char *word = entry->mnt_opts;
  while (*word) {
    size_t size = strcspn(word, ",");
    if (strncmp(word, option, length) == 0 && (size == length || word[length] == '=')) {
      return word;
    }
    word += size + (word[size] == ',');
  }
  return NULL;
}
