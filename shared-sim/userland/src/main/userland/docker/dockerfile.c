/* Reads a Dockerfile: lines into instructions, by the rules of BuildKit's parser. */
#include "dockerfile.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static int is_space(char c) { return isspace((unsigned char)c); }

static const char *without_spaces(const char *text) {
  while (is_space(*text)) {
    text++;
  }
  return text;
}

static char *trimmed(const char *text) {
  size_t length;
  text = without_spaces(text);
  length = strlen(text);
  while (length && is_space(text[length - 1])) {
    length--;
  }
  return format("%.*s", (int)length, text);
}

static void split_lines(const char *text, struct dockerfile *file) {
  int room = 1;
  const char *at;
  for (at = text; *at; at++) {
    room += *at == '\n';
  }
  file->lines = allocate((size_t)room * sizeof *file->lines);
  file->line_count = 0;
  for (;;) {
    size_t length = strcspn(text, "\n");
    size_t kept = length && text[length] == '\n' && text[length - 1] == '\r' ? length - 1 : length;
    file->lines[file->line_count++] = format("%.*s", (int)kept, text);
    if (!text[length]) {
      return;
    }
    text += length + 1;
  }
}

/* Lines such as "# escape=`" at the beginning. */
static failure read_directives(struct dockerfile *file) {
  int i;
  file->escape = '\\';
  for (i = 0; i < file->line_count; i++) {
    const char *at = without_spaces(file->lines[i]), *name;
    size_t length;
    if (*at != '#') {
      return NULL;
    }
    name = at = without_spaces(at + 1);
    at += strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789");
    length = (size_t)(at - name);
    at = without_spaces(at);
    if (!length || *at != '=') {
      return NULL;
    }
    if (length == 6 && strncasecmp(name, "escape", 6) == 0) {
      char *value = trimmed(at + 1);
      if (strcmp(value, "\\") && strcmp(value, "`")) {
        return format("invalid ESCAPE token '%s' does not match ` or \\", value);
      }
      file->escape = *value;
    }
  }
  return NULL;
}

/* Cuts off the mark of a line that goes on; whether there was one. */
static int goes_on(char *line, char escape) {
  size_t length = strlen(line);
  while (length && (line[length - 1] == ' ' || line[length - 1] == '\t')) {
    length--;
  }
  if (!length || line[length - 1] != escape || (length > 1 && line[length - 2] == escape)) {
    return 0;
  }
  line[length - 1] = 0;
  return 1;
}

/* Words as a shell tells them apart, quotes and escapes still in them. */
static struct json *shell_words(const char *text, char escape) {
  struct json *words = json_array();
  char *word = allocate(strlen(text) + 1), quote = 0;
  size_t length = 0;
  int any = 0;
  for (;; text++) {
    if (!*text || (!quote && is_space(*text))) {
      if (any || length) {
        json_push(words, json_string(format("%.*s", (int)length, word)));
      }
      if (!*text) {
        return words;
      }
      length = 0;
      any = 0;
      continue;
    }
    if (quote && *text == quote) {
      quote = 0;
    } else if (!quote && (*text == '\'' || *text == '"')) {
      quote = *text;
      any = 1;
    } else if (*text == escape && quote != '\'') {
      if (!text[1]) {
        continue;
      }
      word[length++] = *text++;
    }
    word[length++] = *text;
  }
}

static struct json *plain_words(const char *text) {
  struct json *words = json_array();
  while (*(text = without_spaces(text))) {
    const char *end = text;
    while (*end && !is_space(*end)) {
      end++;
    }
    json_push(words, json_string(format("%.*s", (int)(end - text), text)));
    text = end;
  }
  return words;
}

/* Flags that stand before the words; returns what comes behind them. */
static const char *take_flags(const char *text, struct json *flags) {
  for (;;) {
    char *flag, quote = 0;
    size_t length = 0;
    text = without_spaces(text);
    if (text[0] != '-' || text[1] != '-') {
      return text;
    }
    flag = allocate(strlen(text) + 1);
    for (; *text && (quote || !is_space(*text)); text++) {
      if (quote ? *text == quote : *text == '\'' || *text == '"') {
        quote = quote ? 0 : *text;
        continue;
      }
      if (*text == '\\' && quote != '\'' && text[1]) {
        text++;
      }
      flag[length++] = *text;
    }
    flag[length] = 0;
    if (strcmp(flag, "--") == 0) {
      return text;
    }
    json_push(flags, json_string(flag));
  }
}

/* A list in JSON's form; NULL where it is none. */
static struct json *list_of(const char *text, failure *failed) {
  struct json *list = *text == '[' ? json_parse(text) : NULL;
  int i;
  if (!list || list->kind != ARRAY) {
    return NULL;
  }
  for (i = 0; i < list->count; i++) {
    if (list->values[i]->kind != STRING) {
      *failed = format("only string type is allowed in JSON format arrays");
    }
  }
  return list;
}

static struct json *one_word(const char *text) {
  struct json *words = json_array();
  if (*text) {
    json_push(words, json_string(text));
  }
  return words;
}

static failure take_pairs(struct instruction *one, char escape) {
  struct json *words = shell_words(one->rest, escape);
  int i;
  one->words = json_array();
  if (!words->count) {
    return NULL;
  }
  if (!strchr(words->values[0]->text, '=')) {
    const char *end = one->rest;
    while (*end && !is_space(*end)) {
      end++;
    }
    if (!*end) {
      return format("%s must have two arguments", one->name);
    }
    json_push(one->words, json_string(format("%.*s", (int)(end - one->rest), one->rest)));
    json_push(one->words, json_string(without_spaces(end)));
    json_push(one->words, json_string(""));
    return NULL;
  }
  for (i = 0; i < words->count; i++) {
    const char *word = words->values[i]->text, *sign = strchr(word, '=');
    if (!sign) {
      return format("Syntax error - can't find = in %s. Must be of the form: name=value",
                    json_line(json_string(word)));
    }
    json_push(one->words, json_string(format("%.*s", (int)(sign - word), word)));
    json_push(one->words, json_string(sign + 1));
    json_push(one->words, json_string("="));
  }
  return NULL;
}

static int is_one_of(const char *name, const char *const *names) {
  for (; *names; names++) {
    if (strcmp(name, *names) == 0) {
      return 1;
    }
  }
  return 0;
}

static failure take_words(struct instruction *one, char escape) {
  static const char *const pairs[] = {"ENV", "LABEL", NULL};
  static const char *const commands[] = {"CMD", "ENTRYPOINT", "RUN", "SHELL", NULL};
  static const char *const lists[] = {"ADD", "COPY", "VOLUME", NULL};
  static const char *const plain[] = {"EXPOSE", "FROM", NULL};
  failure failed = NULL;
  struct json *list;
  if (is_one_of(one->name, pairs)) {
    return take_pairs(one, escape);
  }
  if (strcmp(one->name, "ARG") == 0) {
    one->words = shell_words(one->rest, escape);
  } else if (is_one_of(one->name, plain)) {
    one->words = plain_words(one->rest);
  } else if (is_one_of(one->name, commands) || is_one_of(one->name, lists)) {
    list = list_of(one->rest, &failed);
    one->is_list = list != NULL;
    one->words = list                             ? list
                 : is_one_of(one->name, commands) ? one_word(one->rest)
                                                  : plain_words(one->rest);
  } else if (strcmp(one->name, "HEALTHCHECK") == 0) {
    const char *end = one->rest;
    while (*end && !is_space(*end)) {
      end++;
    }
    one->words = one_word(format("%.*s", (int)(end - one->rest), one->rest));
    list = list_of(without_spaces(end), &failed);
    one->is_list = list != NULL;
    if (list) {
      int i;
      for (i = 0; i < list->count; i++) {
        json_push(one->words, list->values[i]);
      }
    } else if (*without_spaces(end)) {
      json_push(one->words, json_string(without_spaces(end)));
    }
  } else {
    one->words = one_word(one->rest);
  }
  return failed;
}

static failure read_instruction(char *line, char escape, struct instruction *one) {
  char *at, *text = trimmed(line);
  size_t length = 0;
  memset(one, 0, sizeof *one);
  one->text = text;
  while (text[length] && !is_space(text[length])) {
    length++;
  }
  one->name = format("%.*s", (int)length, text);
  for (at = one->name; *at; at++) {
    *at = (char)toupper((unsigned char)*at);
  }
  one->flags = json_array();
  one->rest = trimmed(take_flags(text + length, one->flags));
  return take_words(one, escape);
}

/* The name of a document that a word asks for: "<<EOF", "3<<-'EOF'"; NULL for none. */
static char *document_name(const char *word, int *expands, int *tabs) {
  char *name;
  size_t length = 0;
  char quote = 0;
  word += strspn(word, "0123456789");
  if (strncmp(word, "<<", 2) != 0 || word[2] == '<') {
    return NULL;
  }
  word += 2;
  *tabs = *word == '-';
  word += *tabs;
  *expands = 1;
  name = allocate(strlen(word) + 1);
  for (; *word; word++) {
    if (quote ? *word == quote : *word == '\'' || *word == '"') {
      quote = quote ? 0 : *word;
      *expands = 0;
    } else {
      name[length++] = *word;
    }
  }
  name[length] = 0;
  return length && !quote ? name : NULL;
}

/* The lines up to the one that is the name; how many, or -1 where it does not come. */
static int read_document(const struct dockerfile *file, int at, int tabs,
                         struct document *document) {
  char *content = NULL;
  size_t size;
  FILE *out = open_memstream(&content, &size);
  int i;
  for (i = at; i < file->line_count; i++) {
    const char *line = file->lines[i];
    line += tabs ? strspn(line, "\t") : 0;
    if (strcmp(line, document->name) == 0) {
      fclose(out);
      document->content = content;
      return i + 1 - at;
    }
    fprintf(out, "%s\n", line);
  }
  fclose(out);
  return -1;
}

static failure read_documents(struct dockerfile *file, struct instruction *one, int *at) {
  static const char *const with[] = {"ADD", "COPY", "RUN", NULL};
  struct json *words;
  int i, expands, tabs;
  if (!is_one_of(one->name, with) || !strstr(one->rest, "<<") || one->is_list) {
    return NULL;
  }
  words = shell_words(one->rest, file->escape);
  one->documents = allocate((size_t)words->count * sizeof *one->documents);
  for (i = 0; i < words->count; i++) {
    char *name = document_name(words->values[i]->text, &expands, &tabs);
    struct document *document = &one->documents[one->document_count];
    int lines;
    if (!name) {
      continue;
    }
    document->name = name;
    document->expands = expands;
    lines = read_document(file, *at, tabs, document);
    if (lines < 0) {
      one->last = file->line_count - (*file->lines[file->line_count - 1] ? 0 : 1);
      return format("unterminated heredoc");
    }
    one->document_count++;
    *at += lines;
  }
  return NULL;
}

/* The line at which an instruction begins, with those that it goes on in. */
static char *whole_line(struct dockerfile *file, int *at) {
  char *line = format("%s", without_spaces(file->lines[(*at)++]));
  int more = *line != '#' && goes_on(line, file->escape);
  if (*line == '#') {
    return format("%s", "");
  }
  while (more && *at < file->line_count) {
    char *next = format("%s", file->lines[(*at)++]);
    const char *start = without_spaces(next);
    if (*start && *start != '#') {
      more = goes_on(next, file->escape);
      line = format("%s%s", line, next);
    }
  }
  return line;
}

failure read_dockerfile(const char *text, struct dockerfile *file) {
  failure failed;
  int at = 0;
  if (strncmp(text, "\357\273\277", 3) == 0) {
    text += 3;
  }
  split_lines(text, file);
  file->all = allocate((size_t)file->line_count * sizeof *file->all);
  file->count = file->first = file->last = 0;
  failed = read_directives(file);
  while (!failed && at < file->line_count) {
    struct instruction *one = &file->all[file->count];
    int first = at + 1;
    char *line = whole_line(file, &at);
    if (!*without_spaces(line)) {
      continue;
    }
    failed = read_instruction(line, file->escape, one);
    one->first = first;
    one->last = at;
    if (!failed) {
      failed = read_documents(file, one, &at);
      one->last = failed ? one->last : at;
    }
    file->first = one->first;
    file->last = one->last;
    file->count++;
  }
  if (!failed && !file->count) {
    file->first = file->last = 1;
    failed = format("file with no instructions");
  }
  if (!failed) {
    file->first = file->last = 0;
  }
  return failed;
}
