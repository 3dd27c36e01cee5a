/* Reads a script of sed, with GNU's additions and its words for what is wrong. */
#include "sed.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../tools/programs.h"

enum { END = -1 };

struct script script;
int extended;

/* The text that is read, and where in it. */
static struct {
  const char *text;
  size_t length, at;
  const char *file;
  int expression, line;
  size_t begin; /* of the expression */
} source;

static int *open_blocks;
static int block_count;

/* Text of a, i or c that goes on in the next expression. */
static struct command *unfinished;
static int unfinished_line;

void add_bytes(struct bytes *to, const char *text, size_t length) {
  if (to->length + length + 1 > to->room) {
    to->room = (to->length + length + 1) * 2;
    to->text = reallocate(to->text, to->room);
  }
  if (length) {
    memmove(to->text + to->length, text, length);
  }
  to->length += length;
  to->text[to->length] = 0;
}

void add_byte(struct bytes *to, int c) {
  char one = (char)c;
  add_bytes(to, &one, 1);
}

static void wrong(const char *what) {
  fflush(stdout);
  if (source.file) {
    fprintf(stderr, "%s: file %s line %d: %s\n", tool, source.file, source.line, what);
  } else {
    fprintf(stderr, "%s: -e expression #%d, char %lu: %s\n", tool, source.expression,
            (unsigned long)source.at, what);
  }
  exit(1);
}

static int next(void) {
  int c;
  if (source.at >= source.length) {
    return END;
  }
  c = (unsigned char)source.text[source.at++];
  source.line += c == '\n';
  return c;
}

static void back(int c) {
  if (c != END) {
    source.at--;
    source.line -= c == '\n';
  }
}

static int skip_blanks(void) {
  int c = next();
  while (c != END && c != '\n' && isspace(c)) {
    c = next();
  }
  return c;
}

static long read_number(int c) {
  long number = 0;
  while (c != END && isdigit(c)) {
    if (number < 100000000) {
      number = number * 10 + (c - '0');
    }
    c = next();
  }
  back(c);
  return number;
}

/* The byte that a sequence such as \t or \x41 stands for; END where it is none. */
static int simple_escape(int c) {
  static const char letters[] = "afnrtv";
  static const char meant[] = "\a\f\n\r\t\v";
  const char *found = c > 0 ? strchr(letters, c) : NULL;
  return found ? meant[found - letters] : END;
}

static int numbered_escape(const char *text, size_t length, size_t *at) {
  int base = text[*at] == 'x' ? 16 : text[*at] == 'o' ? 8 : text[*at] == 'd' ? 10 : 0;
  int most = base == 16 ? 2 : 3;
  int value = 0;
  int digits = 0;
  while (base && digits < most && *at + 1 + digits < length) {
    int c = (unsigned char)text[*at + 1 + digits];
    int digit = isdigit(c) ? c - '0' : isalpha(c) ? tolower(c) - 'a' + 10 : 99;
    if (digit >= base) {
      break;
    }
    value = value * base + digit;
    digits++;
  }
  if (!digits) {
    return END;
  }
  *at += digits;
  return value & 255;
}

/* Where the set that begins at a bracket ends; NULL when it does not. */
static const char *end_of_set(const char *at, const char *end) {
  at += at < end && *at == '^';
  at += at < end && *at == ']';
  for (; at < end && *at != '\n'; at++) {
    if (*at == ']') {
      return at;
    }
    if (*at == '[' && at + 1 < end && strchr(":.=", at[1])) {
      const char *close = at + 2;
      while (close + 1 < end && !(close[0] == at[1] && close[1] == ']')) {
        close++;
      }
      at = close + 1 < end ? close + 1 : at;
    }
  }
  return NULL;
}

/* Up to the delimiter; 0 when it does not come. */
static int take_delimited(int delimiter, int is_pattern, struct bytes *into) {
  int c;
  add_bytes(into, "", 0);
  while ((c = next()) != END) {
    const char *set_end = NULL;
    if (c == delimiter) {
      return 1;
    }
    if (c == '[' && is_pattern) {
      set_end = end_of_set(source.text + source.at, source.text + source.length);
    }
    if (set_end) {
      add_byte(into, c);
      while (source.text + source.at < set_end) {
        add_byte(into, next());
      }
      continue;
    }
    if (c == '\n' && is_pattern) {
      return 0;
    }
    if (c == '\\') {
      c = next();
      if (c == END) {
        return 0;
      }
      if (c == delimiter && (is_pattern || c != '&')) {
        /* A delimiter that means itself. */
      } else if (c == 'n' && is_pattern) {
        c = '\n';
      } else if (c != '\n' || !is_pattern) {
        add_byte(into, '\\');
      }
    }
    add_byte(into, c);
  }
  return 0;
}

static int is_special(int c) { return strchr("$*.[\\]^", c) || (extended && strchr("+?(){}|", c)); }

/* A sequence behind a backslash at *at, as the library's expressions know it. */
static void translate_escape(const struct bytes *from, size_t *at, int inside, struct bytes *to) {
  int meant = simple_escape(from->text[*at + 1]);
  size_t digits = *at + 1;
  int numbered = meant == END ? numbered_escape(from->text, from->length, &digits) : END;
  if (meant != END) {
    add_byte(to, meant);
    *at += 1;
  } else if (numbered > 0) {
    if (!inside && is_special(numbered)) {
      add_byte(to, '\\');
    }
    add_byte(to, numbered);
    *at = digits;
  } else {
    add_bytes(to, from->text + *at, inside ? 1 : 2);
    *at += !inside;
  }
}

static void translate_pattern(const struct bytes *from, struct bytes *to) {
  const char *set_end = NULL;
  size_t i;
  add_bytes(to, "", 0);
  for (i = 0; i < from->length; i++) {
    const char *at = from->text + i;
    if (*at == '\\' && i + 1 < from->length) {
      translate_escape(from, &i, set_end != NULL, to);
      continue;
    }
    if (*at == '[' && !set_end) {
      set_end = end_of_set(at + 1, from->text + from->length);
    } else if (at == set_end) {
      set_end = NULL;
    }
    add_byte(to, (unsigned char)*at);
  }
}

static struct pattern *compile(const struct bytes *text, int flags) {
  struct pattern *pattern = allocate(sizeof *pattern);
  struct bytes own = {0};
  char words[128];
  int error;
  pattern->groups = 0;
  pattern->empty = text->length == 0;
  if (pattern->empty) {
    if (flags) {
      wrong("no previous regular expression");
    }
    return pattern;
  }
  translate_pattern(text, &own);
  error = regcomp(&pattern->program, own.text, flags | (extended ? REG_EXTENDED : 0));
  if (error) {
    regerror(error, &pattern->program, words, sizeof words);
    wrong(words);
  }
  pattern->groups = (int)pattern->program.re_nsub;
  free(own.text);
  return pattern;
}

static int take_address(struct address *address) {
  int c = skip_blanks();
  address->kind = NO_ADDRESS;
  if (c == '/' || c == '\\') {
    struct bytes text = {0};
    int flags = 0;
    if (c == '\\') {
      c = next();
    }
    if (c == END || !take_delimited(c, 1, &text)) {
      wrong("unterminated address regex");
    }
    for (c = next(); c == 'I' || c == 'M'; c = next()) {
      flags |= c == 'I' ? REG_ICASE : REG_NEWLINE;
    }
    back(c);
    address->kind = MATCHES;
    address->pattern = compile(&text, flags);
    free(text.text);
  } else if (c != END && isdigit(c)) {
    address->kind = LINE;
    address->first = read_number(c);
    c = skip_blanks();
    if (c == '~') {
      c = skip_blanks();
      address->step = c != END && isdigit(c) ? read_number(c) : (back(c), 0);
      address->kind = address->step > 0 ? STEP : LINE;
    } else {
      back(c);
    }
  } else if (c == '$') {
    address->kind = LAST;
  } else {
    back(c);
    return 0;
  }
  return 1;
}

static void take_second_address(struct address *address) {
  int c = skip_blanks();
  if (c == '+' || c == '~') {
    int digit = next();
    if (digit == END || !isdigit(digit)) {
      wrong("expected number after +,~");
    }
    address->kind = c == '+' ? MORE_LINES : MULTIPLE;
    address->first = read_number(digit);
    return;
  }
  back(c);
  if (!take_address(address)) {
    next();
    wrong("unexpected `,'");
  }
}

static void end_of_command(void) {
  int c = skip_blanks();
  if (c == '}' || c == '#') {
    back(c);
  } else if (c != END && c != '\n' && c != ';') {
    wrong("extra characters after command");
  }
}

/* A name, or a label that a blank or one of some characters ends. */
static void take_word(struct bytes *word, const char *ends) {
  int c = skip_blanks();
  add_bytes(word, "", 0);
  while (c != END && c != '\n' && !(ends && (isspace(c) || strchr(ends, c)))) {
    add_byte(word, c);
    c = next();
  }
  if (c == '}') {
    back(c);
  }
}

/* The lines of a, i and c: each but the last ends with a backslash. */
static void take_lines(struct command *command) {
  int c = next();
  while (c != END) {
    if (c == '\\') {
      c = next();
      if (c == END) {
        unfinished = command;
        unfinished_line = 1;
        return;
      }
      c = simple_escape(c) != END ? simple_escape(c) : c;
    } else if (c == '\n') {
      break;
    }
    add_byte(&command->text, c);
    c = next();
  }
  add_byte(&command->text, '\n');
}

static void take_text(struct command *command) {
  int c = skip_blanks();
  if (c == END) {
    wrong("expected \\ after `a', `c' or `i'");
  }
  if (c == '\\') {
    size_t behind = source.at;
    c = skip_blanks();
    if (c == END) {
      unfinished = command;
      return;
    }
    if (c != '\n') {
      source.at = behind;
    }
  } else {
    back(c);
  }
  take_lines(command);
}

static struct piece *add_piece(struct command *command) {
  struct piece *piece;
  command->pieces =
      reallocate(command->pieces, (size_t)(command->piece_count + 1) * sizeof *command->pieces);
  piece = &command->pieces[command->piece_count++];
  memset(piece, 0, sizeof *piece);
  piece->group = -1;
  add_bytes(&piece->text, "", 0);
  return piece;
}

static enum change_case case_of(int letter) {
  switch (letter) {
    case 'L':
      return LOWER;
    case 'U':
      return UPPER;
    case 'l':
      return LOWER_NEXT;
    case 'u':
      return UPPER_NEXT;
    default:
      return END_OF_CASE;
  }
}

static void take_replacement(struct command *command, const struct bytes *text) {
  struct piece *piece = add_piece(command);
  size_t i;
  for (i = 0; i < text->length; i++) {
    int c = (unsigned char)text->text[i];
    if (c == '&') {
      piece->group = 0;
      piece = add_piece(command);
    } else if (c == '\\' && i + 1 < text->length) {
      int behind = (unsigned char)text->text[++i];
      int meant = simple_escape(behind);
      int numbered = meant == END ? numbered_escape(text->text, text->length, &i) : END;
      if (isdigit(behind)) {
        piece->group = behind - '0';
        if (!command->pattern->empty && piece->group > command->pattern->groups) {
          char words[64];
          snprintf(words, sizeof words, "invalid reference \\%c on `s' command's RHS", behind);
          wrong(words);
        }
        piece = add_piece(command);
      } else if (strchr("LUluE", behind)) {
        piece = add_piece(command);
        piece->change = case_of(behind);
      } else {
        add_byte(&piece->text, meant != END ? meant : numbered != END ? numbered : behind);
      }
    } else {
      add_byte(&piece->text, c);
    }
  }
}

static void take_substitution(struct command *command) {
  struct bytes pattern = {0}, replacement = {0};
  int flags = 0;
  int delimiter = next();
  int c;
  if (delimiter == END || !take_delimited(delimiter, 1, &pattern) ||
      !take_delimited(delimiter, 0, &replacement)) {
    wrong("unterminated `s' command");
  }
  for (c = next();; c = next()) {
    if (c == 'g' || c == 'p') {
      int *option = c == 'g' ? &command->global : &command->print;
      if (*option) {
        wrong(c == 'g' ? "multiple `g' options to `s' command"
                       : "multiple `p' options to `s' command");
      }
      *option = 1;
    } else if (c == 'i' || c == 'I') {
      flags |= REG_ICASE;
    } else if (c == 'm' || c == 'M') {
      flags |= REG_NEWLINE;
    } else if (c != END && isdigit(c)) {
      if (command->which) {
        wrong("multiple number options to `s' command");
      }
      command->which = (int)read_number(c);
      if (!command->which) {
        wrong("number option to `s' command may not be zero");
      }
    } else {
      break;
    }
  }
  if (c == 'w') {
    struct bytes name = {0};
    take_word(&name, NULL);
    if (!name.length) {
      wrong("missing filename in r/R/w/W commands");
    }
    command->output = output_named(name.text);
  } else if (c == '}' || c == '#') {
    back(c);
  } else if (c != END && c != '\n' && c != ';') {
    if (isspace(c)) {
      end_of_command();
    } else {
      wrong("unknown option to `s'");
    }
  }
  command->pattern = compile(&pattern, flags);
  take_replacement(command, &replacement);
  free(pattern.text);
  free(replacement.text);
}

static size_t plain(const struct bytes *text, unsigned char *to) {
  size_t length = 0;
  size_t i;
  for (i = 0; i < text->length; i++) {
    int c = (unsigned char)text->text[i];
    if (c == '\\' && i + 1 < text->length) {
      int behind = (unsigned char)text->text[++i];
      int meant = simple_escape(behind);
      if (meant == END && behind != '\\') {
        wrong("`y' command strings have different lengths");
      }
      c = meant == END ? behind : meant;
    }
    to[length++] = (unsigned char)c;
  }
  return length;
}

static void take_map(struct command *command) {
  struct bytes from = {0}, to = {0};
  unsigned char *left, *right;
  int delimiter = next();
  size_t many;
  size_t i;
  if (delimiter == END || !take_delimited(delimiter, 0, &from) ||
      !take_delimited(delimiter, 0, &to)) {
    wrong("unterminated `y' command");
  }
  left = allocate(from.length + 1);
  right = allocate(to.length + 1);
  many = plain(&from, left);
  if (many != plain(&to, right)) {
    wrong("strings for `y' command are different lengths");
  }
  command->map = allocate(256);
  for (i = 0; i < 256; i++) {
    command->map[i] = (unsigned char)i;
  }
  for (i = many; i-- > 0;) {
    command->map[left[i]] = right[i];
  }
  free(left);
  free(right);
  end_of_command();
}

static void open_block(void) {
  open_blocks = reallocate(open_blocks, (size_t)(block_count + 1) * sizeof *open_blocks);
  open_blocks[block_count++] = script.count - 1;
}

static void close_block(const struct command *command) {
  if (command->from.kind != NO_ADDRESS) {
    wrong("} doesn't want any addresses");
  }
  if (!block_count) {
    wrong("unexpected `}'");
  }
  script.commands[open_blocks[--block_count]].number = script.count - 1;
  end_of_command();
}

static void take_arguments(struct command *command) {
  int c;
  switch (command->name) {
    case '{':
      open_block();
      break;
    case '}':
      close_block(command);
      break;
    case '=':
    case 'd':
    case 'D':
    case 'F':
    case 'g':
    case 'G':
    case 'h':
    case 'H':
    case 'n':
    case 'N':
    case 'p':
    case 'P':
    case 'x':
    case 'z':
      end_of_command();
      break;
    case 'a':
    case 'i':
    case 'c':
      take_text(command);
      break;
    case ':':
      if (command->from.kind != NO_ADDRESS) {
        wrong(": doesn't want any addresses");
      }
      take_word(&command->text, ";");
      if (!command->text.length) {
        wrong("\":\" lacks a label");
      }
      break;
    case 'b':
    case 't':
    case 'T':
    case 'v':
      take_word(&command->text, ";}");
      break;
    case 'l':
    case 'q':
    case 'Q':
      if (command->to.kind != NO_ADDRESS && command->name != 'l') {
        wrong("command only uses one address");
      }
      c = skip_blanks();
      command->number = command->name == 'l' ? -1 : 0;
      if (c != END && isdigit(c)) {
        command->number = read_number(c);
      } else {
        back(c);
      }
      end_of_command();
      break;
    case 'r':
    case 'R':
    case 'w':
    case 'W':
      take_word(&command->text, NULL);
      if (!command->text.length) {
        wrong("missing filename in r/R/w/W commands");
      }
      if (command->name == 'w' || command->name == 'W') {
        command->output = output_named(command->text.text);
      }
      break;
    case 's':
      take_substitution(command);
      break;
    case 'y':
      take_map(command);
      break;
    default: {
      char words[32];
      snprintf(words, sizeof words, "unknown command: `%c'", command->name);
      wrong(words);
    }
  }
}

static struct command *add_command(void) {
  struct command *command;
  if (script.count == script.room) {
    script.room = script.room * 2 + 16;
    script.commands = reallocate(script.commands, (size_t)script.room * sizeof *script.commands);
  }
  command = &script.commands[script.count++];
  memset(command, 0, sizeof *command);
  return command;
}

static void check_addresses(const struct command *command) {
  if (command->from.kind == LINE && command->from.first == 0 && (command->to.kind != MATCHES)) {
    wrong("invalid usage of line address 0");
  }
}

/* One command; 0 at the end of the text. */
static int take_command(void) {
  struct command *command;
  int c = next();
  while (c != END && (isspace(c) || c == ';')) {
    c = next();
  }
  if (c == END) {
    return 0;
  }
  if (c == '#') {
    while (c != END && c != '\n') {
      c = next();
    }
    return 1;
  }
  back(c);
  command = add_command();
  if (take_address(&command->from)) {
    c = skip_blanks();
    if (c == ',') {
      take_second_address(&command->to);
    } else {
      back(c);
    }
  }
  c = skip_blanks();
  while (c == '!') {
    if (command->negated) {
      wrong("multiple `!'s");
    }
    command->negated = 1;
    c = skip_blanks();
  }
  if (c == END || c == '\n') {
    wrong("missing command");
  }
  if (c == '#') {
    wrong("comments don't accept any addresses");
  }
  if (c == ',') {
    wrong("unexpected `,'");
  }
  check_addresses(command);
  command->name = (char)c;
  take_arguments(command);
  return 1;
}

void read_script(const char *text, size_t length, const char *file) {
  source.text = text;
  source.length = length;
  source.at = 0;
  source.file = file;
  source.line = 1;
  source.expression += !file;
  if (unfinished) {
    struct command *command = unfinished;
    unfinished = NULL;
    if (unfinished_line) {
      add_byte(&command->text, '\n');
    }
    unfinished_line = 0;
    take_lines(command);
  } else if (length >= 2 && text[0] == '#' && text[1] == 'n' && !script.count &&
             (length == 2 || text[2] == '\n')) {
    quiet = 1;
  }
  while (!unfinished && take_command()) {
  }
}

void end_script(void) {
  int i;
  if (unfinished) {
    add_bytes(&unfinished->text, "\n", (size_t)unfinished_line);
  }
  if (block_count) {
    source.at = 0;
    wrong("unmatched `{'");
  }
  for (i = 0; i < script.count; i++) {
    struct command *command = &script.commands[i];
    int target = -1;
    int k;
    if (!strchr("btT", command->name)) {
      continue;
    }
    for (k = 0; k < script.count && target < 0; k++) {
      if (script.commands[k].name == ':' &&
          strcmp(script.commands[k].text.text, command->text.text) == 0) {
        target = k;
      }
    }
    if (target < 0 && command->text.length) {
      die(4, "can't find label for jump to `%s'", command->text.text);
    }
    command->number = target < 0 ? script.count : target;
  }
}
