/* Tab: names of commands and files that go on as the word in front of the cursor begins. */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "builtins.h"
#include "edit.h"

struct names {
  char **values;
  size_t count;
};

static void add(struct names *names, const char *name) {
  names->values = realloc(names->values, (names->count + 1) * sizeof *names->values);
  names->values[names->count++] = strdup(name);
}

static int by_name(const void *a, const void *b) {
  return strcmp(*(char *const *)a, *(char *const *)b);
}

static void sort(struct names *names) {
  size_t kept = 0;
  size_t i;
  if (!names->count) {
    return;
  }
  qsort(names->values, names->count, sizeof *names->values, by_name);
  for (i = 1; i < names->count; i++) {
    if (strcmp(names->values[i], names->values[kept]) == 0) {
      free(names->values[i]);
    } else {
      names->values[++kept] = names->values[i];
    }
  }
  names->count = kept + 1;
}

static void release(struct names *names) {
  size_t i;
  for (i = 0; i < names->count; i++) {
    free(names->values[i]);
  }
  free(names->values);
}

static int begins(const char *name, const char *prefix) {
  return strncmp(name, prefix, strlen(prefix)) == 0;
}

/* Of a folder; directories get a slash behind them. */
static void add_files(struct names *names, const char *folder, const char *prefix, int programs) {
  DIR *directory = opendir(folder);
  struct dirent *entry;
  while (directory && (entry = readdir(directory)) != NULL) {
    const char *name = entry->d_name;
    size_t size = strlen(folder) + strlen(name) + 3;
    char *path;
    struct stat status;
    int is_directory;
    if (!begins(name, prefix) || (*name == '.' && *prefix != '.') || strcmp(name, ".") == 0 ||
        strcmp(name, "..") == 0) {
      continue;
    }
    path = malloc(size);
    snprintf(path, size, "%s/%s", folder, name);
    is_directory = stat(path, &status) == 0 && S_ISDIR(status.st_mode);
    if (!programs || (!is_directory && access(path, X_OK) == 0)) {
      snprintf(path, size, "%s%s", name, is_directory ? "/" : "");
      add(names, path);
    }
    free(path);
  }
  if (directory) {
    closedir(directory);
  }
}

static void add_commands(struct names *names, const char *prefix) {
  const char *folder = variable_get("PATH");
  const char *name;
  int i;
  for (i = 0; (name = builtin_name(i)) != NULL; i++) {
    if (begins(name, prefix)) {
      add(names, name);
    }
  }
  for (i = 0; (name = function_name(i)) != NULL; i++) {
    if (begins(name, prefix)) {
      add(names, name);
    }
  }
  while (folder) {
    size_t length = strcspn(folder, ":");
    char *path = strndup(folder, length);
    add_files(names, *path ? path : ".", prefix, 1);
    free(path);
    folder = folder[length] ? folder + length + 1 : NULL;
  }
}

/* Where the word begins that the cursor is in or behind. */
static size_t word_start(const struct editor *editor) {
  size_t at = editor->cursor;
  const char *line = editor->line.bytes;
  while (at > 0 && (!strchr(" \t;&|<>()`='\"", line[at - 1]) || (at > 1 && line[at - 2] == '\\'))) {
    at--;
  }
  return at;
}

/* Whether a command can stand there. */
static int is_command_place(const struct editor *editor, size_t start) {
  static const char *const words[] = {"then", "do", "else", "elif",    "if",   "while", "until",
                                      "!",    "{",  "exec", "command", "type", "man",   "help"};
  const char *line = editor->line.bytes;
  size_t end = start;
  size_t from;
  size_t i;
  while (end > 0 && (line[end - 1] == ' ' || line[end - 1] == '\t')) {
    end--;
  }
  if (end == 0 || strchr(";&|(`", line[end - 1])) {
    return 1;
  }
  for (from = end; from > 0 && !strchr(" \t;&|(`", line[from - 1]); from--) {
  }
  for (i = 0; end < start && i < sizeof words / sizeof *words; i++) {
    if (strlen(words[i]) == end - from && strncmp(words[i], line + from, end - from) == 0) {
      return 1;
    }
  }
  return 0;
}

static char *without_backslashes(const char *text, size_t length) {
  struct text plain = {0};
  size_t i;
  for (i = 0; i < length; i++) {
    i += text[i] == '\\' && i + 1 < length;
    text_add(&plain, text[i]);
  }
  return text_string(&plain);
}

static void find(struct editor *editor, size_t start, const char *word, struct names *names) {
  const char *slash = strrchr(word, '/');
  if (slash) {
    char *folder = strndup(word, slash == word ? 1 : (size_t)(slash - word));
    add_files(names, folder, slash + 1, 0);
    free(folder);
  } else if (is_command_place(editor, start)) {
    add_commands(names, word);
  } else {
    add_files(names, ".", word, 0);
  }
  sort(names);
}

/* As many bytes as all names begin with. */
static size_t common(const struct names *names) {
  size_t length = strlen(names->values[0]);
  size_t i;
  for (i = 1; i < names->count; i++) {
    size_t same = 0;
    while (same < length && names->values[0][same] == names->values[i][same]) {
      same++;
    }
    length = same;
  }
  return length;
}

static void show_all(struct editor *editor, const struct names *names) {
  size_t longest = 0;
  size_t columns;
  size_t rows;
  size_t i;
  size_t row;
  for (i = 0; i < names->count; i++) {
    size_t length = strlen(names->values[i]);
    longest = length > longest ? length : longest;
  }
  columns = ((size_t)editor->columns + 1) / (longest + 2);
  columns = columns ? columns : 1;
  rows = (names->count + columns - 1) / columns;
  {
    size_t cursor = editor->cursor;
    editor_below(editor);
    editor->cursor = cursor;
  }
  for (row = 0; row < rows; row++) {
    for (i = row; i < names->count; i += rows) {
      size_t length = strlen(names->values[i]);
      editor_say(editor, names->values[i]);
      while (i + rows < names->count && length++ < longest + 2) {
        editor_say(editor, " ");
      }
    }
    editor_say(editor, "\n");
  }
  editor_draw(editor);
}

static void insert(struct editor *editor, const char *text, size_t length, int is_whole) {
  struct text quoted = {0};
  size_t i;
  for (i = 0; i < length; i++) {
    if (strchr(" \t\\'\"`$&|;<>()*?[#~!", text[i])) {
      text_add(&quoted, '\\');
    }
    text_add(&quoted, text[i]);
  }
  if (is_whole && (length == 0 || text[length - 1] != '/')) {
    text_add(&quoted, ' ');
  }
  editor_replace(editor, editor->cursor, editor->cursor, text_string(&quoted));
  text_free(&quoted);
}

void editor_complete(struct editor *editor) {
  struct names names = {0};
  size_t start = word_start(editor);
  char *word = without_backslashes(editor->line.bytes + start, editor->cursor - start);
  const char *slash = strrchr(word, '/');
  size_t typed = strlen(slash ? slash + 1 : word);
  find(editor, start, word, &names);
  if (names.count) {
    size_t length = common(&names);
    if (length > typed || names.count == 1) {
      insert(editor, names.values[0] + typed, length - typed, names.count == 1);
      editor->tabs = 0;
    } else if (editor->tabs > 1) {
      show_all(editor, &names);
    } else {
      editor_say(editor, "\a");
    }
  }
  release(&names);
  free(word);
}
