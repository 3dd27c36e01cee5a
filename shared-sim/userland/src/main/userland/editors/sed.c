/* sed(1): edits what it reads, line by line, by a script. */
#include "sed.h"

#include <ctype.h>
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "../tools/programs.h"

enum { MOST_GROUPS = 10 };
enum outcome { GO_ON, NEXT_CYCLE, SAME_SPACE, QUIT, QUIT_SILENTLY };

int quiet;

static int separate, unbuffered;
static const char *backup; /* with -i the ending of the copies; "" for none */
static int line_end = '\n';
static long line_length = 70;

static struct bytes space, hold;
/* Whether there is an end of line behind them. */
static int has_end = 1, hold_has_end = 1;
static long line_number;
static int replaced;
static int status;
static struct pattern *last_pattern;

static char **names;
static int name_count, name_at;
static FILE *input;
static const char *input_name = "-";
static char *temporary;
static struct output standard = {"-", NULL, 0, NULL};
static struct output edited;
static struct output *outputs;

/* Files that R reads lines of. */
static struct reader {
  const char *name;
  FILE *stream;
  struct reader *next;
} *readers;

/* What is printed at the end of a cycle. */
static struct {
  struct later {
    char kind;
    const struct bytes *text;
  } *all;
  int count;
} later;

struct output *output_named(const char *name) {
  struct output *output;
  if (strcmp(name, "/dev/stdout") == 0) {
    return &standard;
  }
  for (output = outputs; output; output = output->next) {
    if (strcmp(output->name, name) == 0) {
      return output;
    }
  }
  output = allocate(sizeof *output);
  output->name = strdup(name);
  output->unfinished = 0;
  output->stream = strcmp(name, "/dev/stderr") == 0 ? stderr : fopen(name, "w");
  if (!output->stream) {
    die(4, "couldn't open file %s: %s", name, strerror(errno));
  }
  output->next = outputs;
  outputs = output;
  return output;
}

static struct output *where(void) { return backup && edited.stream ? &edited : &standard; }

static void finish_line(struct output *output) {
  if (output->unfinished) {
    putc(line_end, output->stream);
    output->unfinished = 0;
  }
}

static void put(struct output *output, const char *text, size_t length, int end) {
  if (output == &standard && backup && edited.stream) {
    output = &edited;
  }
  finish_line(output);
  fwrite(text, 1, length, output->stream);
  if (end) {
    putc(line_end, output->stream);
  }
  output->unfinished = !end;
  if (unbuffered || output != where()) {
    fflush(output->stream);
  }
}

static void put_space(struct output *output) { put(output, space.text, space.length, has_end); }

/* Files. */

static void close_input(void) {
  if (!input) {
    return;
  }
  if (input != stdin) {
    fclose(input);
  }
  input = NULL;
  if (edited.stream) {
    fclose(edited.stream);
    edited.stream = NULL;
    if (*backup) {
      char *kept = allocate(strlen(input_name) + strlen(backup) + 1);
      strcpy(kept, input_name);
      strcat(kept, backup);
      if (rename(input_name, kept) != 0) {
        die(4, "cannot rename %s: %s", input_name, strerror(errno));
      }
      free(kept);
    }
    if (rename(temporary, input_name) != 0) {
      die(4, "cannot rename %s: %s", temporary, strerror(errno));
    }
  }
}

static int begin_edit(void) {
  struct stat file;
  int descriptor;
  if (fstat(fileno(input), &file) != 0 || !S_ISREG(file.st_mode)) {
    fprintf(stderr, "%s: couldn't edit %s: not a regular file\n", tool, input_name);
    status = 4;
    return 0;
  }
  temporary = reallocate(temporary, strlen(input_name) + 16);
  sprintf(temporary,
          "%.*s"
          "sedXXXXXX",
          (int)(last_name(input_name) - input_name), input_name);
  descriptor = mkstemp(temporary);
  if (descriptor < 0) {
    die(4, "couldn't open temporary file %s: %s", temporary, strerror(errno));
  }
  fchmod(descriptor, file.st_mode & 07777);
  fchown(descriptor, file.st_uid, file.st_gid);
  edited.stream = fdopen(descriptor, "w");
  edited.unfinished = 0;
  return 1;
}

static int open_next(void) {
  struct stat file;
  while (!input && name_at < name_count) {
    input_name = names[name_at++];
    if (strcmp(input_name, "-") == 0 && !backup) {
      input = stdin;
      return 1;
    }
    if (!backup && stat(input_name, &file) == 0 && S_ISDIR(file.st_mode)) {
      die(4, "read error on %s: Is a directory", input_name);
    }
    input = fopen(input_name, "r");
    if (!input) {
      fprintf(stderr, "%s: can't read %s: %s\n", tool, input_name, strerror(errno));
      status = 2;
    } else if (backup && !begin_edit()) {
      fclose(input);
      input = NULL;
    }
    if (input && separate) {
      line_number = 0;
    }
  }
  return input != NULL;
}

static int is_at_end(void) {
  int c = getc(input);
  if (c == EOF) {
    return 1;
  }
  ungetc(c, input);
  return 0;
}

/* Whether no line comes behind this one. */
static int is_last(void) {
  if (input && !is_at_end()) {
    return 0;
  }
  if (separate) {
    return 1;
  }
  close_input();
  while (open_next()) {
    if (!is_at_end()) {
      return 0;
    }
    close_input();
  }
  return 1;
}

static int read_space(void) {
  for (;;) {
    int c;
    if (!input && !open_next()) {
      return 0;
    }
    c = getc(input);
    if (c == EOF) {
      close_input();
      continue;
    }
    for (; c != EOF && c != line_end; c = getc(input)) {
      add_byte(&space, c);
    }
    has_end = c != EOF;
    line_number++;
    return 1;
  }
}

/* What waits for the end of the cycle. */

static void put_later(char kind, const struct bytes *text) {
  later.all = reallocate(later.all, (size_t)(later.count + 1) * sizeof *later.all);
  later.all[later.count].kind = kind;
  later.all[later.count++].text = text;
}

static void put_file(const char *name) {
  char block[4096];
  size_t length;
  FILE *file = strcmp(name, "/dev/stdin") == 0 ? stdin : fopen(name, "r");
  if (!file) {
    return;
  }
  finish_line(where());
  while ((length = fread(block, 1, sizeof block, file)) > 0) {
    fwrite(block, 1, length, where()->stream);
  }
  if (file != stdin) {
    fclose(file);
  }
}

static void put_line_of(const char *name) {
  struct reader *reader = readers;
  int c;
  while (reader && strcmp(reader->name, name) != 0) {
    reader = reader->next;
  }
  if (!reader) {
    reader = allocate(sizeof *reader);
    reader->name = name;
    reader->stream = fopen(name, "r");
    reader->next = readers;
    readers = reader;
  }
  if (!reader->stream) {
    return;
  }
  finish_line(where());
  while ((c = getc(reader->stream)) != EOF) {
    putc(c, where()->stream);
    if (c == line_end) {
      break;
    }
  }
}

/* Of a, i and c; it has its own end of line. */
static void put_text(const struct bytes *text) {
  finish_line(where());
  fwrite(text->text, 1, text->length, where()->stream);
}

static void put_what_waits(void) {
  int i;
  for (i = 0; i < later.count; i++) {
    const struct bytes *text = later.all[i].text;
    if (later.all[i].kind == 'a') {
      put_text(text);
    } else if (later.all[i].kind == 'r') {
      put_file(text->text);
    } else {
      put_line_of(text->text);
    }
  }
  later.count = 0;
  if (unbuffered) {
    fflush(where()->stream);
  }
}

static void end_cycle(void) {
  if (!quiet) {
    put_space(&standard);
  }
  put_what_waits();
}

/* Addresses. */

static int matches(struct pattern *pattern, size_t from, regmatch_t *groups) {
  if (pattern->empty) {
    if (!last_pattern) {
      die(1, "-e expression #1, char 0: no previous regular expression");
    }
    pattern = last_pattern;
  }
  last_pattern = pattern;
  groups[0].rm_so = (regoff_t)from;
  groups[0].rm_eo = (regoff_t)space.length;
  return regexec(&pattern->program, space.text, MOST_GROUPS, groups, REG_STARTEND) == 0;
}

static int is_at(const struct address *address) {
  regmatch_t groups[MOST_GROUPS];
  switch (address->kind) {
    case LINE:
      return line_number == address->first;
    case STEP:
      return line_number >= address->first && (line_number - address->first) % address->step == 0;
    case LAST:
      return is_last();
    case MATCHES:
      return matches(address->pattern, 0, groups);
    default:
      return 1;
  }
}

static void begin_range(struct command *command) {
  const struct address *to = &command->to;
  command->active = 1;
  if (to->kind == LINE) {
    command->range_end = to->first;
  } else if (to->kind == MORE_LINES) {
    command->range_end = line_number + to->first;
  } else if (to->kind == MULTIPLE) {
    command->range_end =
        to->first > 0 ? (line_number + to->first - 1) / to->first * to->first : line_number;
  } else {
    return;
  }
  command->active = line_number < command->range_end;
}

static int is_in_range(struct command *command) {
  const struct address *to = &command->to;
  if (!command->active) {
    int from_zero = command->from.kind == LINE && command->from.first == 0;
    if (!from_zero && !is_at(&command->from)) {
      return 0;
    }
    if (!from_zero) {
      begin_range(command);
      return 1;
    }
    if (line_number != 1) {
      return 0;
    }
    command->active = 1;
  }
  if (to->kind == MATCHES || to->kind == LAST) {
    command->active = !is_at(to);
  } else {
    command->active = line_number < command->range_end;
    if (line_number > command->range_end) {
      return is_at(&command->from);
    }
  }
  return 1;
}

static int is_chosen(struct command *command) {
  int chosen = command->to.kind == NO_ADDRESS ? is_at(&command->from) : is_in_range(command);
  return chosen != command->negated;
}

/* Commands. */

static struct {
  enum change_case all, one;
} letters;

static void add_changed(struct bytes *to, const char *text, size_t length) {
  size_t i;
  for (i = 0; i < length; i++) {
    int c = (unsigned char)text[i];
    enum change_case change = letters.one != AS_IT_IS ? letters.one : letters.all;
    if (change == UPPER || change == UPPER_NEXT) {
      c = toupper(c);
    } else if (change == LOWER || change == LOWER_NEXT) {
      c = tolower(c);
    }
    letters.one = AS_IT_IS;
    add_byte(to, c);
  }
}

static void add_replacement(struct bytes *to, const struct command *command,
                            const regmatch_t *groups) {
  int i;
  letters.all = letters.one = AS_IT_IS;
  for (i = 0; i < command->piece_count; i++) {
    const struct piece *piece = &command->pieces[i];
    if (piece->change == END_OF_CASE) {
      letters.all = letters.one = AS_IT_IS;
    } else if (piece->change == LOWER || piece->change == UPPER) {
      letters.all = piece->change;
    } else if (piece->change != AS_IT_IS) {
      letters.one = piece->change;
    }
    add_changed(to, piece->text.text, piece->text.length);
    if (piece->group >= 0 && groups[piece->group].rm_so >= 0) {
      const regmatch_t *group = &groups[piece->group];
      add_changed(to, space.text + group->rm_so, (size_t)(group->rm_eo - group->rm_so));
    }
  }
}

static void substitute(struct command *command) {
  regmatch_t groups[MOST_GROUPS];
  struct bytes made = {0};
  size_t at = 0;
  int seen = 0;
  int done = 0;
  long previous_end = -1;
  while (at <= space.length && matches(command->pattern, at, groups)) {
    size_t begin = (size_t)groups[0].rm_so;
    size_t end = (size_t)groups[0].rm_eo;
    add_bytes(&made, space.text + at, begin - at);
    at = begin;
    if (begin == end && (long)begin == previous_end) {
      /* Nothing, right behind what has been replaced. */
    } else if (++seen < command->which) {
      add_bytes(&made, space.text + begin, end - begin);
    } else {
      add_replacement(&made, command, groups);
      done = 1;
    }
    previous_end = (long)end;
    at = end;
    if (done && !command->global) {
      break;
    }
    if (begin == end) {
      if (at < space.length) {
        add_byte(&made, (unsigned char)space.text[at]);
      }
      at++;
    }
  }
  if (!done) {
    free(made.text);
    return;
  }
  if (at < space.length) {
    add_bytes(&made, space.text + at, space.length - at);
  }
  free(space.text);
  space = made;
  add_bytes(&space, "", 0);
  replaced = 1;
  if (command->print) {
    put_space(&standard);
  }
  if (command->output) {
    put_space(command->output);
  }
}

/* A line that shows what cannot be seen, and breaks where it would be too long. */
static void list(long width) {
  size_t i;
  long column = 0;
  FILE *stream = where()->stream;
  width = width < 0 ? line_length : width;
  finish_line(where());
  for (i = 0; i < space.length; i++) {
    static const char unseen[] = "\\\a\b\f\n\r\t\v";
    static const char shown[] = "\\abfnrtv";
    int c = (unsigned char)space.text[i];
    const char *found = c ? strchr(unseen, c) : NULL;
    char text[8];
    if (found) {
      sprintf(text, "\\%c", shown[found - unseen]);
    } else {
      sprintf(text, isprint(c) && c < 128 ? "%c" : "\\%03o", c);
    }
    if (width > 1 && column + (long)strlen(text) > width - 1) {
      fputs("\\\n", stream);
      column = 0;
    }
    fputs(text, stream);
    column += (long)strlen(text);
  }
  fputs("$\n", stream);
}

static void copy(struct bytes *to, const struct bytes *from) {
  to->length = 0;
  add_bytes(to, from->text, from->length);
}

static void append(struct bytes *to, const struct bytes *from) {
  add_byte(to, line_end);
  add_bytes(to, from->text ? from->text : "", from->length);
}

static enum outcome change_lines(const struct command *command) {
  if (command->to.kind == NO_ADDRESS || command->negated || !command->active) {
    put_text(&command->text);
  }
  return NEXT_CYCLE;
}

static enum outcome delete_first_line(void) {
  char *end = memchr(space.text, line_end, space.length);
  if (!end) {
    return NEXT_CYCLE;
  }
  space.length -= (size_t)(end + 1 - space.text);
  memmove(space.text, end + 1, space.length + 1);
  return SAME_SPACE;
}

static size_t first_line(void) {
  const char *end = memchr(space.text, line_end, space.length);
  return end ? (size_t)(end - space.text) : space.length;
}

/* n and N; without a next line both end it all. */
static enum outcome next_line(int joins) {
  if (is_last() && (!separate || name_at >= name_count)) {
    if (!quiet) {
      put_space(&standard);
    }
    put_what_waits();
    return QUIT_SILENTLY;
  }
  if (joins) {
    put_what_waits();
    add_byte(&space, line_end);
  } else {
    end_cycle();
    space.length = 0;
  }
  return read_space() ? GO_ON : QUIT_SILENTLY;
}

static enum outcome edit(struct command *command) {
  size_t i;
  struct bytes other;
  char number[24];
  switch (command->name) {
    case '=':
      sprintf(number, "%ld", line_number);
      put(&standard, number, strlen(number), 1);
      return GO_ON;
    case 'a':
      put_later('a', &command->text);
      return GO_ON;
    case 'i':
      put_text(&command->text);
      return GO_ON;
    case 'c':
      return change_lines(command);
    case 'd':
      return NEXT_CYCLE;
    case 'D':
      return delete_first_line();
    case 'F':
      put(&standard, input_name, strlen(input_name), 1);
      return GO_ON;
    case 'g':
      copy(&space, &hold);
      has_end = hold_has_end;
      return GO_ON;
    case 'G':
      append(&space, &hold);
      has_end = hold_has_end;
      return GO_ON;
    case 'h':
      copy(&hold, &space);
      hold_has_end = has_end;
      return GO_ON;
    case 'H':
      append(&hold, &space);
      return GO_ON;
    case 'l':
      list(command->number);
      return GO_ON;
    case 'n':
    case 'N':
      return next_line(command->name == 'N');
    case 'p':
      put_space(&standard);
      return GO_ON;
    case 'P':
      put(&standard, space.text, first_line(), has_end || first_line() < space.length);
      return GO_ON;
    case 'q':
      status = (int)command->number;
      return QUIT;
    case 'Q':
      status = (int)command->number;
      return QUIT_SILENTLY;
    case 'r':
    case 'R':
      put_later(command->name, &command->text);
      return GO_ON;
    case 's':
      substitute(command);
      return GO_ON;
    case 'w':
      put_space(command->output);
      return GO_ON;
    case 'W':
      put(command->output, space.text, first_line(), 1);
      return GO_ON;
    case 'x':
      other = space;
      space = hold;
      hold = other;
      i = (size_t)has_end;
      has_end = hold_has_end;
      hold_has_end = (int)i;
      return GO_ON;
    case 'y':
      for (i = 0; i < space.length; i++) {
        space.text[i] = (char)command->map[(unsigned char)space.text[i]];
      }
      return GO_ON;
    case 'z':
      space.length = 0;
      return GO_ON;
    default:
      return GO_ON;
  }
}

/* Whether a jump is taken. */
static int jumps(const struct command *command) {
  int was_replaced = replaced;
  if (command->name == 'b') {
    return 1;
  }
  if (command->name != 't' && command->name != 'T') {
    return 0;
  }
  replaced = 0;
  return was_replaced == (command->name == 't');
}

static enum outcome run_script(void) {
  int at = 0;
  while (at < script.count) {
    struct command *command = &script.commands[at++];
    enum outcome outcome;
    if (!is_chosen(command)) {
      if (command->name == '{') {
        at = (int)command->number;
      }
      continue;
    }
    if (jumps(command)) {
      at = (int)command->number;
      continue;
    }
    outcome = edit(command);
    if (outcome != GO_ON) {
      return outcome;
    }
  }
  return GO_ON;
}

static void run(void) {
  enum outcome outcome = NEXT_CYCLE;
  while (outcome == SAME_SPACE || (space.length = 0, read_space())) {
    add_bytes(&space, "", 0);
    if (outcome != SAME_SPACE) {
      replaced = 0;
    }
    outcome = run_script();
    if (outcome == QUIT_SILENTLY) {
      break;
    }
    if (outcome == GO_ON || outcome == QUIT) {
      end_cycle();
    } else {
      put_what_waits();
    }
    if (outcome == QUIT) {
      break;
    }
  }
  if (edited.stream && input) {
    /* What was not read stays in the file. */
    int c;
    finish_line(&edited);
    while ((c = getc(input)) != EOF) {
      putc(c, edited.stream);
    }
  }
  close_input();
}

static void usage(int to_status) {
  fprintf(to_status ? stderr : stdout,
          "Usage: %s [OPTION]... {script-only-if-no-other-script} [input-file]...\n\n"
          "  -n, --quiet, --silent      print only what the script prints\n"
          "  -e, --expression=SCRIPT    add a script\n"
          "  -f, --file=FILE            add the script in a file\n"
          "  -E, -r, --regexp-extended  use extended regular expressions\n"
          "  -i[SUFFIX], --in-place[=SUFFIX]\n"
          "                             edit files in place, with copies if there is a suffix\n"
          "  -l, --line-length=N        where the command l breaks lines\n"
          "  -s, --separate             take files one by one\n"
          "  -u, --unbuffered           print each line at once\n"
          "  -z, --null-data            lines end with a NUL\n",
          tool);
  exit(to_status);
}

static void read_script_file(const char *name) {
  FILE *file = strcmp(name, "-") == 0 ? stdin : fopen(name, "r");
  struct bytes text = {0};
  int c;
  if (!file) {
    die(1, "couldn't open file %s: %s", name, strerror(errno));
  }
  add_bytes(&text, "", 0);
  while ((c = getc(file)) != EOF) {
    add_byte(&text, c);
  }
  if (text.length && text.text[text.length - 1] == '\n') {
    text.length--;
  }
  read_script(text.text, text.length, name);
}

static const struct option long_options[] = {{"quiet", no_argument, NULL, 'n'},
                                             {"silent", no_argument, NULL, 'n'},
                                             {"expression", required_argument, NULL, 'e'},
                                             {"file", required_argument, NULL, 'f'},
                                             {"regexp-extended", no_argument, NULL, 'E'},
                                             {"in-place", optional_argument, NULL, 'i'},
                                             {"line-length", required_argument, NULL, 'l'},
                                             {"separate", no_argument, NULL, 's'},
                                             {"unbuffered", no_argument, NULL, 'u'},
                                             {"null-data", no_argument, NULL, 'z'},
                                             {"help", no_argument, NULL, 'H'},
                                             {NULL, 0, NULL, 0}};

int sed_main(int count, char **arguments) {
  static char *standard_input[] = {"-"};
  int has_script = 0;
  int option;
  /* -E may stand behind the script, and is needed to read it. */
  opterr = 0;
  while ((option = getopt_long(count, arguments, "ne:f:Eri::l:suz", long_options, NULL)) != -1) {
    extended |= option == 'E' || option == 'r';
  }
  optind = 0;
  opterr = 1;
  standard.stream = stdout;
  while ((option = getopt_long(count, arguments, "ne:f:Eri::l:suz", long_options, NULL)) != -1) {
    switch (option) {
      case 'n':
        quiet = 1;
        break;
      case 'e':
        read_script(optarg, strlen(optarg), NULL);
        has_script = 1;
        break;
      case 'f':
        read_script_file(optarg);
        has_script = 1;
        break;
      case 'E':
      case 'r':
        break;
      case 'i':
        backup = optarg ? optarg : "";
        separate = 1;
        break;
      case 'l':
        line_length = atol(optarg);
        break;
      case 's':
        separate = 1;
        break;
      case 'u':
        unbuffered = 1;
        break;
      case 'z':
        line_end = 0;
        break;
      case 'H':
        usage(0);
        break;
      default:
        usage(1);
    }
  }
  if (!has_script) {
    if (optind >= count) {
      usage(1);
    }
    read_script(arguments[optind], strlen(arguments[optind]), NULL);
    optind++;
  }
  end_script();
  names = optind < count ? arguments + optind : standard_input;
  name_count = optind < count ? count - optind : 1;
  add_bytes(&space, "", 0);
  add_bytes(&hold, "", 0);
  run();
  return status;
}
