/* Where the records of awk come from, and where its output goes. */
#include "awk.h"

#include <ctype.h>
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

#include "../tools/programs.h"

static struct stream {
  struct string *name;
  enum way way;
  FILE *file;
  struct stream *next;
} *streams;

static FILE *input;
static int argument = 1; /* the next one to be looked at */
static int used_file;

static struct stream *find_stream(enum way way, const struct string *name) {
  struct stream *stream;
  for (stream = streams; stream; stream = stream->next) {
    if (stream->way == way && stream->name->length == name->length &&
        memcmp(stream->name->text, name->text, name->length) == 0) {
      return stream;
    }
  }
  return NULL;
}

static FILE *remember(enum way way, struct string *name, FILE *file) {
  struct stream *stream = allocate(sizeof *stream);
  stream->name = share(name);
  stream->way = way;
  stream->file = file;
  stream->next = streams;
  streams = stream;
  return file;
}

FILE *output_for(enum way way, struct string *name) {
  enum way kept = way == APPEND ? TO_FILE : way;
  struct stream *stream = find_stream(kept, name);
  FILE *file;
  if (stream) {
    return stream->file;
  }
  if (kept == TO_FILE && strcmp(name->text, "/dev/stdout") == 0) {
    return stdout;
  }
  if (kept == TO_FILE && strcmp(name->text, "/dev/stderr") == 0) {
    return stderr;
  }
  fflush(NULL);
  file = way == TO_PIPE ? popen(name->text, "w") : fopen(name->text, way == APPEND ? "a" : "w");
  if (!file) {
    trouble("cannot open \"%s\" for output (%s)", name->text, strerror(errno));
  }
  return remember(kept, name, file);
}

FILE *input_for(enum way way, struct string *name) {
  struct stream *stream = find_stream(way, name);
  FILE *file;
  if (stream) {
    return stream->file;
  }
  if (way == FROM_FILE && (strcmp(name->text, "-") == 0 || strcmp(name->text, "/dev/stdin") == 0)) {
    return stdin;
  }
  fflush(NULL);
  file = way == FROM_PIPE ? popen(name->text, "r") : fopen(name->text, "r");
  return file ? remember(way, name, file) : NULL;
}

static int status_of(int status) {
  return status < 0 ? -1 : WIFEXITED(status) ? WEXITSTATUS(status) : 256 + WTERMSIG(status);
}

static int close_stream(struct stream *stream) {
  int status;
  if (stream->way == TO_PIPE || stream->way == FROM_PIPE) {
    fflush(stdout);
    status = status_of(pclose(stream->file));
  } else {
    status = fclose(stream->file);
    if (status && stream->way == TO_FILE) {
      fflush(stdout);
      fprintf(stderr, "%s: close failed on file \"%s\" (%s)\n", tool, stream->name->text,
              strerror(errno));
      tool_status = 2;
    }
  }
  release(stream->name);
  free(stream);
  return status;
}

int close_named(struct string *name) {
  struct stream **link = &streams;
  int status = -1;
  while (*link) {
    struct stream *stream = *link;
    if (strcmp(stream->name->text, name->text) == 0) {
      *link = stream->next;
      status = close_stream(stream);
    } else {
      link = &stream->next;
    }
  }
  return status;
}

int flush_named(struct string *name) {
  struct stream *stream;
  int status = -1;
  for (stream = streams; stream; stream = stream->next) {
    if (strcmp(stream->name->text, name->text) == 0) {
      status = fflush(stream->file);
    }
  }
  return status;
}

int close_all(void) {
  int failed = fflush(stdout) != 0;
  while (streams) {
    struct stream *stream = streams;
    streams = stream->next;
    close_stream(stream);
  }
  return failed;
}

void set_from_command_line(const char *assignment) {
  const char *equals = strchr(assignment, '=');
  int slot = global_named(assignment, (size_t)(equals - assignment));
  struct string *text = unescaped(equals + 1, strlen(equals + 1));
  drop(&globals[slot].value);
  globals[slot].value = text_value(text);
  globals[slot].value.kind = INPUT;
  assigned(slot);
}

static int is_assignment(const char *text) {
  const char *at = text;
  if (!isalpha((unsigned char)*at) && *at != '_') {
    return 0;
  }
  while (isalnum((unsigned char)*at) || *at == '_') {
    at++;
  }
  return *at == '=';
}

static int open_named(const char *name) {
  input = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  if (!input) {
    fflush(stdout);
    fprintf(stderr, "%s: cannot open \"%s\" (%s)\n", tool, name, strerror(errno));
    tool_status = 2;
    return 0;
  }
  drop(&special(V_FILENAME)->value);
  special(V_FILENAME)->value = text_value(string_of(name, strlen(name)));
  set_number(V_FNR, 0);
  used_file = 1;
  return 1;
}

/* The next file of ARGV; assignments between them are made on the way. */
static int open_next(void) {
  while (!input && argument < (int)to_number(&special(V_ARGC)->value)) {
    struct value number = number_value(argument++);
    struct string *key = to_string(&number, 0);
    struct element *element = find(special(V_ARGV)->array, key, 0);
    struct string *name = element ? to_string(&element->value, 0) : string_of("", 0);
    release(key);
    if (is_assignment(name->text)) {
      set_from_command_line(name->text);
    } else if (name->length) {
      used_file = 1;
      open_named(name->text);
    }
    release(name);
  }
  if (!input && !used_file) {
    used_file = 1;
    input = stdin;
    set_number(V_FNR, 0);
  }
  return input != NULL;
}

static void close_input(void) {
  if (input && input != stdin) {
    fclose(input);
  }
  input = NULL;
}

void skip_file(void) { close_input(); }

static struct {
  char *text;
  size_t length, room;
} line;

static void add(int c) {
  if (line.length + 2 > line.room) {
    line.room = line.room * 2 + 128;
    line.text = reallocate(line.text, line.room);
  }
  line.text[line.length++] = (char)c;
  line.text[line.length] = 0;
}

/* Records with empty lines between. */
static int read_paragraph(FILE *from) {
  int c = getc(from);
  while (c == '\n') {
    c = getc(from);
  }
  if (c == EOF) {
    return 0;
  }
  for (; c != EOF; c = getc(from)) {
    if (c == '\n' && line.length && line.text[line.length - 1] == '\n') {
      break;
    }
    add(c);
  }
  if (line.text[line.length - 1] == '\n') {
    line.length--;
  }
  return 1;
}

/* Up to what matches, with a look at all that is left when the match ends where the text does. */
static int read_until(FILE *from, const char *separator) {
  regex_t pattern;
  const char *wrong = compile_pattern(&pattern, separator);
  int c;
  int found = 0;
  if (wrong) {
    trouble("regular expression compile failed (%s)\n%s", wrong, separator);
  }
  while ((c = getc(from)) != EOF) {
    regmatch_t match[1] = {{0, 0}};
    add(c);
    match[0].rm_eo = (regoff_t)line.length;
    if (regexec(&pattern, line.text, 1, match, REG_STARTEND) == 0 &&
        match[0].rm_eo > match[0].rm_so) {
      if ((size_t)match[0].rm_eo < line.length) {
        ungetc(c, from);
        line.length = (size_t)match[0].rm_so;
        found = 1;
        break;
      }
      found = 1;
    }
  }
  if (found && c == EOF) {
    regmatch_t match[1] = {{0, (regoff_t)line.length}};
    if (regexec(&pattern, line.text, 1, match, REG_STARTEND) == 0) {
      line.length = (size_t)match[0].rm_so;
    }
  } else if (c == EOF && line.length && line.text[line.length - 1] == '\n') {
    line.length--;
  }
  regfree(&pattern);
  return found || line.length;
}

static int read_line_to(FILE *from, int end) {
  int c = getc(from);
  if (c == EOF) {
    return 0;
  }
  for (; c != EOF && c != end; c = getc(from)) {
    add(c);
  }
  return 1;
}

int read_record(FILE *from, struct string **into) {
  struct string *separator = to_string(&special(V_RS)->value, 0);
  int found;
  add(0);
  line.length = 0;
  found = separator->length == 0   ? read_paragraph(from)
          : separator->length == 1 ? read_line_to(from, separator->text[0])
                                   : read_until(from, separator->text);
  release(separator);
  if (found) {
    *into = string_of(line.text, line.length);
  }
  return found ? 1 : ferror(from) ? -1 : 0;
}

int next_record(struct string **into) {
  while (open_next()) {
    int found = read_record(input, into);
    if (found > 0) {
      set_number(V_NR, to_number(&special(V_NR)->value) + 1);
      set_number(V_FNR, to_number(&special(V_FNR)->value) + 1);
      return 1;
    }
    if (found < 0) {
      struct string *name = to_string(&special(V_FILENAME)->value, 0);
      trouble("read error on %s (%s)", name->text, strerror(errno));
    }
    close_input();
  }
  return 0;
}
