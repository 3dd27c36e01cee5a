/* Regular expressions to programs, by recursive descent over the pattern. */
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "../internal/regex.h"
#include "../internal/regex_parser.h"

static void emit(struct parser *parser, enum operation operation, int x, int y) {
  struct __regex *regex = parser->regex;
  struct instruction *instruction;
  if (regex->length == regex->capacity) {
    int capacity = regex->capacity * 2 + 16;
    struct instruction *code =
        capacity > 1000000 ? NULL : realloc(regex->code, (size_t)capacity * sizeof *code);
    if (!code) {
      parser->error = REG_ESPACE;
      return;
    }
    regex->code = code;
    regex->capacity = capacity;
  }
  instruction = &regex->code[regex->length++];
  instruction->operation = operation;
  instruction->x = x;
  instruction->y = y;
}

/* Before what begins there. */
static void insert(struct parser *parser, int place, enum operation operation, int x, int y) {
  struct __regex *regex = parser->regex;
  struct instruction instruction;
  emit(parser, operation, x, y);
  if (parser->error) {
    return;
  }
  instruction = regex->code[regex->length - 1];
  memmove(regex->code + place + 1, regex->code + place,
          (size_t)(regex->length - 1 - place) * sizeof instruction);
  regex->code[place] = instruction;
}

/* An operator is a character alone in one syntax and behind a backslash in the other. */
static int at_operator(const struct parser *parser, char letter) {
  if (parser->extended) {
    return *parser->at == letter;
  }
  return parser->at[0] == '\\' && parser->at[1] == letter;
}

static int take_operator(struct parser *parser, char letter) {
  if (!at_operator(parser, letter)) {
    return 0;
  }
  parser->at += parser->extended ? 1 : 2;
  return 1;
}

static void emit_set(struct parser *parser, const struct set *set) {
  struct __regex *regex = parser->regex;
  struct set *sets = realloc(regex->sets, ((size_t)regex->set_count + 1) * sizeof *sets);
  if (!sets) {
    parser->error = REG_ESPACE;
    return;
  }
  regex->sets = sets;
  sets[regex->set_count] = *set;
  emit(parser, SET, regex->set_count++, 0);
}

static void emit_class(struct parser *parser, int (*contains)(int), int inverted) {
  struct set set;
  int c;
  memset(&set, 0, sizeof set);
  for (c = 0; c < 256; c++) {
    if ((contains(c) || (contains == isalnum && c == '_')) != inverted) {
      set.members[c / 8] |= (unsigned char)(1 << c % 8);
    }
  }
  emit_set(parser, &set);
}

/* Behind a backslash. */
static void parse_escape(struct parser *parser) {
  char c = *parser->at;
  if (!c) {
    parser->error = REG_EESCAPE;
    return;
  }
  parser->at++;
  if (c >= '1' && c <= '9') {
    if (c - '0' > parser->regex->group_count || !parser->closed[c - '0']) {
      parser->error = REG_ESUBREG;
    }
    parser->regex->has_references = 1;
    emit(parser, BACK_REFERENCE, c - '0', 0);
    return;
  }
  switch (c) {
    case 'w':
    case 'W':
      emit_class(parser, isalnum, c == 'W');
      break;
    case 's':
    case 'S':
      emit_class(parser, isspace, c == 'S');
      break;
    case '<':
      emit(parser, WORD_BEGIN, 0, 0);
      break;
    case '>':
      emit(parser, WORD_END, 0, 0);
      break;
    case 'b':
      emit(parser, WORD_EDGE, 0, 0);
      break;
    case 'B':
      emit(parser, WORD_INSIDE, 0, 0);
      break;
    default:
      emit(parser, CHARACTER, (unsigned char)c, 0);
      break;
  }
}

static void parse_group(struct parser *parser) {
  int group = ++parser->regex->group_count;
  emit(parser, SAVE, 2 * group, 0);
  parser->depth++;
  __regex_parse_alternatives(parser);
  parser->depth--;
  if (!parser->error && !take_operator(parser, ')')) {
    parser->error = REG_EPAREN;
  }
  if (group < 10) {
    parser->closed[group] = 1;
  }
  emit(parser, SAVE, 2 * group + 1, 0);
}

/* In a basic expression these are anchors only at the ends. */
static int at_line_end(const struct parser *parser) {
  const char *next = parser->at + 1;
  if (*parser->at != '$') {
    return 0;
  }
  return parser->extended || !*next || (next[0] == '\\' && (next[1] == ')' || next[1] == '|'));
}

static int parse_anchor(struct parser *parser, int first) {
  if (*parser->at == '^' && (parser->extended || first)) {
    parser->at++;
    emit(parser, LINE_BEGIN, 0, 0);
    return 1;
  }
  if (at_line_end(parser)) {
    parser->at++;
    emit(parser, LINE_END, 0, 0);
    return 1;
  }
  return 0;
}

static void parse_atom(struct parser *parser) {
  if (take_operator(parser, '(')) {
    parse_group(parser);
  } else if (*parser->at == '[') {
    struct set set;
    parser->at++;
    __regex_parse_set(parser, &set);
    emit_set(parser, &set);
  } else if (*parser->at == '.') {
    parser->at++;
    emit(parser, ANY, 0, 0);
  } else if (*parser->at == '\\') {
    parser->at++;
    parse_escape(parser);
  } else {
    emit(parser, CHARACTER, (unsigned char)*parser->at++, 0);
  }
}

/* Makes a loop of the code from there on. Where it may be left out, a way leads past it. */
static void make_loop(struct parser *parser, int begin, int may_skip) {
  struct __regex *regex = parser->regex;
  int loop = regex->loop_count++;
  insert(parser, begin, ROUND_BEGIN, loop, 0);
  emit(parser, ROUND_END, loop, 0);
  if (may_skip) {
    insert(parser, begin, SPLIT, 1, regex->length - begin + 2);
    emit(parser, JUMP, begin - regex->length, 0);
  } else {
    emit(parser, SPLIT, begin - regex->length, 1);
  }
}

static void make_optional(struct parser *parser, int begin) {
  insert(parser, begin, SPLIT, 1, parser->regex->length - begin + 1);
}

/* The bounds of {least,most}; most is -1 without a limit. */
static int parse_bounds(struct parser *parser, int *least, int *most) {
  const char *at = parser->at;
  char *end;
  *least = 0;
  if (isdigit((unsigned char)*at)) {
    *least = (int)strtol(at, &end, 10);
    at = end;
  } else if (*at != ',') {
    return REG_BADBR;
  }
  *most = *least;
  if (*at == ',') {
    at++;
    *most = -1;
    if (isdigit((unsigned char)*at)) {
      *most = (int)strtol(at, &end, 10);
      at = end;
    }
  }
  parser->at = at;
  if (!take_operator(parser, '}')) {
    return *at ? REG_BADBR : REG_EBRACE;
  }
  if (*least > RE_DUP_MAX || *most > RE_DUP_MAX || (*most >= 0 && *most < *least)) {
    return REG_BADBR;
  }
  return 0;
}

/* Copies of the code from begin to end. Relative distances stay right; loops share their numbers,
   which is no harm since copies are gone through one after the other. */
static void copy_code(struct parser *parser, int begin, int end) {
  int i;
  for (i = begin; i < end && !parser->error; i++) {
    struct instruction instruction = parser->regex->code[i];
    emit(parser, instruction.operation, instruction.x, instruction.y);
  }
}

static void repeat(struct parser *parser, int begin, int least, int most) {
  int end = parser->regex->length;
  int i;
  if (most == 0) {
    parser->regex->length = begin;
    return;
  }
  for (i = 1; i < least; i++) {
    copy_code(parser, begin, end);
  }
  if (most < 0) {
    make_loop(parser, least > 0 ? parser->regex->length - (end - begin) : begin, least == 0);
    return;
  }
  if (least == 0) {
    /* The first one is there already. */
    make_optional(parser, begin);
    begin++;
    end++;
    least = 1;
  }
  for (i = least; i < most && !parser->error; i++) {
    int place = parser->regex->length;
    copy_code(parser, begin, end);
    make_optional(parser, place);
  }
}

static int parse_repetition(struct parser *parser, int begin) {
  int least;
  int most;
  if (*parser->at == '*') {
    parser->at++;
    make_loop(parser, begin, 1);
  } else if (take_operator(parser, '+')) {
    make_loop(parser, begin, 0);
  } else if (take_operator(parser, '?')) {
    make_optional(parser, begin);
  } else if (take_operator(parser, '{')) {
    int error = parse_bounds(parser, &least, &most);
    if (error) {
      parser->error = error;
      return 0;
    }
    repeat(parser, begin, least, most);
  } else {
    return 0;
  }
  return !parser->error;
}

static int at_repetition(const struct parser *parser) {
  return *parser->at == '*' || at_operator(parser, '+') || at_operator(parser, '?') ||
         at_operator(parser, '{');
}

static int at_end(const struct parser *parser) {
  return !*parser->at || at_operator(parser, '|') ||
         (at_operator(parser, ')') && parser->depth > 0);
}

static void parse_sequence(struct parser *parser) {
  int first = 1;
  while (!parser->error && !at_end(parser)) {
    int begin = parser->regex->length;
    if (first && at_repetition(parser)) {
      if (parser->extended) {
        parser->error = REG_BADRPT;
        return;
      }
      if (*parser->at == '\\') {
        parser->at++;
      }
      emit(parser, CHARACTER, (unsigned char)*parser->at++, 0);
    } else if (parse_anchor(parser, first)) {
      first = !parser->extended && parser->at[-1] == '^';
      if (!parser->extended) {
        continue;
      }
    } else if (!parser->extended && at_operator(parser, ')')) {
      parser->error = REG_EPAREN;
    } else {
      parse_atom(parser);
    }
    first = 0;
    while (!parser->error && parse_repetition(parser, begin)) {
    }
  }
}

void __regex_parse_alternatives(struct parser *parser) {
  int begin = parser->regex->length;
  int first_end;
  parse_sequence(parser);
  if (parser->error || !take_operator(parser, '|')) {
    return;
  }
  insert(parser, begin, SPLIT, 1, parser->regex->length - begin + 2);
  first_end = parser->regex->length;
  emit(parser, JUMP, 0, 0);
  __regex_parse_alternatives(parser);
  if (!parser->error) {
    parser->regex->code[first_end].x = parser->regex->length - first_end;
  }
}

int regcomp(regex_t *restrict regex, const char *restrict pattern, int flags) {
  struct parser parser;
  memset(&parser, 0, sizeof parser);
  parser.at = pattern;
  parser.extended = flags & REG_EXTENDED;
  parser.regex = calloc(1, sizeof *parser.regex);
  regex->__program = parser.regex;
  if (!parser.regex) {
    return REG_ESPACE;
  }
  parser.regex->flags = flags;
  __regex_parse_alternatives(&parser);
  emit(&parser, MATCH, 0, 0);
  if (parser.error) {
    regfree(regex);
  } else {
    regex->re_nsub = (size_t)parser.regex->group_count;
  }
  return parser.error;
}

void regfree(regex_t *regex) {
  if (regex->__program) {
    free(regex->__program->code);
    free(regex->__program->sets);
    free(regex->__program);
    regex->__program = NULL;
  }
}
