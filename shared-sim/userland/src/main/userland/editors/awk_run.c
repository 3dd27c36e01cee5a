/* Runs a program of awk. */
#include "awk.h"

#include <math.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "../tools/programs.h"

enum { DEEPEST = 1000 };
enum outcome { GO_ON, BROKEN, CONTINUED, RETURNED, NEXT_RECORD, NEXT_OF_FILES, ENDED };

static struct cell *locals;
static struct value returned;
static int exit_status;
static int depth;
/* What a function that is called in an expression has decided for the whole program. */
static enum outcome pending;

static enum outcome run(struct node *node);

void trouble(const char *format, ...) {
  va_list arguments;
  fflush(stdout);
  fprintf(stderr, "%s: run time error: ", tool);
  va_start(arguments, format);
  vfprintf(stderr, format, arguments);
  va_end(arguments);
  fputc('\n', stderr);
  close_all();
  exit(2);
}

static struct cell *cell_of(struct node *node) {
  struct cell *cell = node->kind == LOCAL ? &locals[node->slot] : &globals[node->slot];
  while (cell->of) {
    cell = cell->of;
  }
  return cell;
}

static const char *name_of(const struct node *node) {
  return node->kind == VARIABLE ? global_names[node->slot] : "a parameter";
}

struct array *array_of(struct node *node) {
  struct cell *cell;
  if (node->kind != VARIABLE && node->kind != LOCAL) {
    trouble("line %d: not an array", node->line);
  }
  cell = cell_of(node);
  if (cell->value.kind != UNSET) {
    trouble("line %d: %s is not an array", node->line, name_of(node));
  }
  if (!cell->array) {
    cell->array = new_array();
  }
  return cell->array;
}

int is_array(struct node *node) {
  return (node->kind == VARIABLE || node->kind == LOCAL) && cell_of(node)->array;
}

/* The subscripts, with SUBSEP between them. */
static struct string *key_of(struct node *subscripts) {
  struct value value = evaluate(subscripts);
  struct string *key = to_string(&value, 0);
  drop(&value);
  for (subscripts = subscripts->next; subscripts; subscripts = subscripts->next) {
    struct string *between = to_string(&special(V_SUBSEP)->value, 0);
    struct string *more, *joined;
    value = evaluate(subscripts);
    more = to_string(&value, 0);
    drop(&value);
    joined = string_of("", 0);
    joined = reallocate(joined, sizeof *joined + key->length + between->length + more->length);
    memcpy(joined->text, key->text, key->length);
    memcpy(joined->text + key->length, between->text, between->length);
    memcpy(joined->text + key->length + between->length, more->text, more->length + 1);
    joined->length = key->length + between->length + more->length;
    release(key);
    release(between);
    release(more);
    key = joined;
  }
  return key;
}

static double number_of(struct node *node) {
  struct value value = evaluate(node);
  double number = to_number(&value);
  drop(&value);
  return number;
}

static struct string *text_of(struct node *node) {
  struct value value = evaluate(node);
  struct string *text = to_string(&value, 0);
  drop(&value);
  return text;
}

static int truth_of(struct node *node) {
  struct value value = evaluate(node);
  int truth = is_true(&value);
  drop(&value);
  return truth;
}

static int field_number(struct node *node) {
  double number = number_of(node->a);
  if (number < 0) {
    trouble("line %d: negative field index $%g", node->line, number);
  }
  if (number > 1000000) {
    trouble("line %d: field index $%g too large", node->line, number);
  }
  return (int)number;
}

void assign(struct node *target, struct value value) {
  struct cell *cell;
  if (target->kind == FIELD) {
    set_field(field_number(target), value);
  } else if (target->kind == INDEX) {
    struct string *key = key_of(target->b);
    struct element *element = find(array_of(target->a), key, 1);
    drop(&element->value);
    element->value = value;
    release(key);
  } else if (target->kind == VARIABLE || target->kind == LOCAL) {
    cell = cell_of(target);
    if (cell->array) {
      trouble("line %d: %s is an array", target->line, name_of(target));
    }
    if (target->kind == LOCAL) { /* a value is the function's own */
      cell = &locals[target->slot];
      cell->of = NULL;
    }
    drop(&cell->value);
    cell->value = value;
    if (target->kind == VARIABLE) {
      assigned(target->slot);
    }
  } else {
    drop(&value);
  }
}

regex_t *pattern_of(struct node *node, int *owned) {
  struct string *text;
  regex_t *pattern;
  const char *wrong;
  *owned = node->kind != EXPRESSION_OF;
  if (!*owned) {
    return node->pattern;
  }
  text = text_of(node);
  pattern = allocate(sizeof *pattern);
  wrong = compile_pattern(pattern, text->text);
  if (wrong) {
    trouble("regular expression compile failed (%s)\n%s", wrong, text->text);
  }
  release(text);
  return pattern;
}

static int matches(struct value value, struct node *pattern_node) {
  int owned;
  regex_t *pattern = pattern_of(pattern_node, &owned);
  struct string *text = to_string(&value, 0);
  int found = regexec(pattern, text->text, 0, NULL, 0) == 0;
  drop(&value);
  release(text);
  if (owned) {
    regfree(pattern);
    free(pattern);
  }
  return found;
}

static struct value join(struct node *node) {
  struct string *left = text_of(node->a);
  struct string *right = text_of(node->b);
  struct string *both;
  if (left->uses == 1) {
    both = reallocate(left, sizeof *both + left->length + right->length);
  } else {
    both = allocate(sizeof *both + left->length + right->length);
    both->uses = 1;
    both->length = left->length;
    memcpy(both->text, left->text, left->length);
    release(left);
  }
  memcpy(both->text + both->length, right->text, right->length + 1);
  both->length += right->length;
  release(right);
  return text_value(both);
}

static double compute(int operation, double left, double right, int line) {
  switch (operation) {
    case '+':
      return left + right;
    case '-':
      return left - right;
    case '*':
      return left * right;
    case '/':
      if (right == 0) {
        trouble("line %d: division by zero", line);
      }
      return left / right;
    case '%':
      if (right == 0) {
        trouble("line %d: division by zero in %%", line);
      }
      return fmod(left, right);
    default:
      return pow(left, right);
  }
}

static struct value arithmetic(struct node *node) {
  static const char signs[] = "+-*/%^";
  double left = number_of(node->a);
  double right = number_of(node->b);
  return number_value(compute(signs[node->kind - ADD], left, right, node->line));
}

static struct value assignment(struct node *node) {
  struct value value;
  if (node->operation == '=') {
    value = evaluate(node->b);
  } else {
    double right = number_of(node->b);
    value = number_value(compute(node->operation, number_of(node->a), right, node->line));
  }
  assign(node->a, copy_value(&value));
  return value;
}

static struct value count(struct node *node) {
  int up = node->kind == PRE_INCREMENT || node->kind == POST_INCREMENT;
  int before = node->kind == PRE_INCREMENT || node->kind == PRE_DECREMENT;
  double number = number_of(node->a);
  double changed = number + (up ? 1 : -1);
  assign(node->a, number_value(changed));
  return number_value(before ? changed : number);
}

static struct value comparison(struct node *node) {
  struct value left = evaluate(node->a);
  struct value right = evaluate(node->b);
  int order = compare(&left, &right);
  int holds = node->kind == LESS         ? order < 0
              : node->kind == LESS_EQUAL ? order <= 0
              : node->kind == EQUAL      ? order == 0
              : node->kind == NOT_EQUAL  ? order != 0
              : node->kind == GREATER    ? order > 0
                                         : order >= 0;
  drop(&left);
  drop(&right);
  return number_value(holds);
}

static void free_locals(struct cell *cells, int many) {
  int i;
  for (i = 0; i < many; i++) {
    drop(&cells[i].value);
    if (cells[i].array) {
      clear_array(cells[i].array);
      free(cells[i].array->slots);
      free(cells[i].array);
    }
  }
  free(cells);
}

/* An argument that is a name: the function may use it as an array. */
static void give_name(struct cell *parameter, struct node *argument) {
  struct cell *cell = cell_of(argument);
  if (cell->value.kind == UNSET) {
    parameter->of = cell;
  } else {
    parameter->value = copy_value(&cell->value);
  }
}

static struct value call(struct node *node) {
  struct function *function = &functions[node->slot];
  struct cell *cells = allocate(((size_t)function->parameters + 1) * sizeof *cells);
  struct cell *outer = locals;
  struct node *argument;
  struct value value;
  enum outcome outcome;
  int i = 0;
  memset(cells, 0, ((size_t)function->parameters + 1) * sizeof *cells);
  for (argument = node->a; argument; argument = argument->next, i++) {
    if (i == function->parameters) {
      trouble("line %d: function %s called with too many arguments", node->line, function->name);
    }
    if (argument->kind == VARIABLE || argument->kind == LOCAL) {
      give_name(&cells[i], argument);
    } else {
      cells[i].value = evaluate(argument);
    }
  }
  if (++depth > DEEPEST) {
    trouble("line %d: function call nesting too deep in %s", node->line, function->name);
  }
  locals = cells;
  outcome = run(function->body);
  depth--;
  locals = outer;
  free_locals(cells, function->parameters);
  value = returned;
  memset(&returned, 0, sizeof returned);
  if (outcome >= NEXT_RECORD) {
    pending = outcome;
  }
  return value;
}

static struct value get_line(struct node *node) {
  struct string *text = NULL;
  int found;
  if (node->operation == NOWHERE) {
    found = next_record(&text);
  } else {
    struct string *name = text_of(node->b);
    FILE *file = input_for((enum way)node->operation, name);
    release(name);
    found = file ? read_record(file, &text) : -1;
    if (found > 0 && node->operation == FROM_PIPE) {
      set_number(V_NR, to_number(&special(V_NR)->value) + 1);
    }
  }
  if (found > 0) {
    if (node->a) {
      assign(node->a, input_value(text->text, text->length));
    } else {
      set_record(text->text, text->length);
    }
    release(text);
  }
  return number_value(found);
}

static struct value variable(struct node *node) {
  struct cell *cell;
  if (node->kind == VARIABLE && node->slot == V_NF) {
    count_fields();
  }
  cell = cell_of(node);
  if (cell->array) {
    trouble("line %d: %s is an array", node->line, name_of(node));
  }
  return copy_value(node->kind == LOCAL ? &locals[node->slot].value : &cell->value);
}

static struct value element(struct node *node) {
  struct string *key = key_of(node->b);
  struct element *found = find(array_of(node->a), key, 1);
  release(key);
  return copy_value(&found->value);
}

struct value evaluate(struct node *node) {
  struct value value = {UNSET, 0, NULL};
  struct string *key;
  int truth;
  switch (node->kind) {
    case CONSTANT:
      return copy_value(&node->value);
    case EXPRESSION_OF:
      return number_value(matches(get_field(0), node));
    case VARIABLE:
    case LOCAL:
      return variable(node);
    case FIELD:
      return get_field(field_number(node));
    case INDEX:
      return element(node);
    case ASSIGN:
      return assignment(node);
    case CONDITIONAL:
      return evaluate(truth_of(node->a) ? node->b : node->c);
    case OR:
      return number_value(truth_of(node->a) || truth_of(node->b));
    case AND:
      return number_value(truth_of(node->a) && truth_of(node->b));
    case IN_ARRAY:
      key = key_of(node->b);
      truth = find(array_of(node->a), key, 0) != NULL;
      release(key);
      return number_value(truth);
    case MATCH:
    case NO_MATCH:
      return number_value(matches(evaluate(node->a), node->b) == (node->kind == MATCH));
    case LESS:
    case LESS_EQUAL:
    case EQUAL:
    case NOT_EQUAL:
    case GREATER:
    case GREATER_EQUAL:
      return comparison(node);
    case CONCATENATE:
      return join(node);
    case ADD:
    case SUBTRACT:
    case MULTIPLY:
    case DIVIDE:
    case MODULO:
    case POWER:
      return arithmetic(node);
    case NEGATE:
      return number_value(-number_of(node->a));
    case PLUS:
      return number_value(number_of(node->a));
    case NOT:
      return number_value(!truth_of(node->a));
    case PRE_INCREMENT:
    case PRE_DECREMENT:
    case POST_INCREMENT:
    case POST_DECREMENT:
      return count(node);
    case CALL:
      return call(node);
    case BUILTIN:
      return call_builtin(node);
    case GETLINE:
      return get_line(node);
    case GROUPING:
      return evaluate(node->a);
    case LIST:
      trouble("line %d: a list is not a value", node->line);
    default:
      return value;
  }
}

static void put(FILE *to, const struct string *text) {
  if (text->length && fwrite(text->text, 1, text->length, to) != text->length) {
    trouble("write failure");
  }
}

static void print(struct node *node) {
  FILE *to = stdout;
  struct string *text;
  struct node *argument;
  struct node *arguments = node->a && node->a->kind == LIST ? node->a->a : node->a;
  /* The values first: they may print, too. */
  if (node->kind == PRINTF) {
    text = format_values(arguments);
  } else if (!arguments) {
    struct value whole = get_field(0);
    text = to_string(&whole, 1);
    drop(&whole);
  } else {
    text = string_of("", 0);
    for (argument = arguments; argument; argument = argument->next) {
      struct value value = evaluate(argument);
      struct string *one = to_string(&value, 1);
      struct string *between = to_string(&special(V_OFS)->value, 0);
      size_t gap = argument->next ? between->length : 0;
      text = reallocate(text, sizeof *text + text->length + one->length + gap);
      memcpy(text->text + text->length, one->text, one->length);
      memcpy(text->text + text->length + one->length, between->text, gap);
      text->length += one->length + gap;
      text->text[text->length] = 0;
      release(one);
      release(between);
      drop(&value);
    }
  }
  if (node->operation != NOWHERE) {
    struct string *name = text_of(node->b);
    to = output_for((enum way)node->operation, name);
    release(name);
  }
  put(to, text);
  release(text);
  if (node->kind == PRINT) {
    text = to_string(&special(V_ORS)->value, 0);
    put(to, text);
    release(text);
  }
  if (to == stderr) {
    fflush(to);
  }
}

static enum outcome run_loop(struct node *condition, struct node *body, struct node *step,
                             int body_first) {
  enum outcome outcome = GO_ON;
  while (body_first || !condition || truth_of(condition)) {
    body_first = 0;
    outcome = run(body);
    if (outcome == BROKEN) {
      return GO_ON;
    }
    if (outcome > CONTINUED) {
      return outcome;
    }
    if (step) {
      run(step);
    }
    if (pending) {
      break;
    }
  }
  return GO_ON;
}

/* Over the keys that there are at the beginning. */
static enum outcome run_for_in(struct node *node) {
  struct array *array = array_of(node->b);
  unsigned many = array->count;
  struct string **keys = allocate((many + 1) * sizeof *keys);
  struct element *at = array->first;
  enum outcome outcome = GO_ON;
  unsigned i;
  for (i = 0; i < many; i++, at = at->later) {
    keys[i] = share(at->key);
  }
  for (i = 0; i < many && outcome <= CONTINUED && outcome != BROKEN; i++) {
    if (find(array, keys[i], 0)) {
      assign(node->a, input_value(keys[i]->text, keys[i]->length));
      outcome = run(node->c);
    }
  }
  for (i = 0; i < many; i++) {
    release(keys[i]);
  }
  free(keys);
  return outcome == BROKEN || outcome == CONTINUED ? GO_ON : outcome;
}

static void delete(struct node *node) {
  if (!node->b) {
    clear_array(array_of(node->a));
  } else {
    struct string *key = key_of(node->b);
    remove_element(array_of(node->a), key);
    release(key);
  }
}

static enum outcome run_block(struct node *node) {
  struct node *one;
  for (one = node->a; one; one = one->next) {
    enum outcome outcome = run(one);
    if (outcome != GO_ON) {
      return outcome;
    }
  }
  return GO_ON;
}

static enum outcome run_one(struct node *node) {
  struct value value;
  switch (node->kind) {
    case BLOCK:
      return run_block(node);
    case SIMPLE:
      value = evaluate(node->a);
      drop(&value);
      return GO_ON;
    case IF:
      if (truth_of(node->a)) {
        return run(node->b);
      }
      return node->c ? run(node->c) : GO_ON;
    case WHILE:
      return run_loop(node->a, node->b, NULL, 0);
    case DO:
      return run_loop(node->a, node->b, NULL, 1);
    case FOR:
      if (node->a) {
        run(node->a);
      }
      return run_loop(node->b, node->c, node->d, 0);
    case FOR_IN:
      return run_for_in(node);
    case NEXT:
      return NEXT_RECORD;
    case NEXT_FILE:
      return NEXT_OF_FILES;
    case EXIT:
      exit_status = node->a ? (int)number_of(node->a) : exit_status;
      return ENDED;
    case RETURN:
      value = node->a ? evaluate(node->a) : returned;
      returned = value;
      return RETURNED;
    case BREAK:
      return BROKEN;
    case CONTINUE:
      return CONTINUED;
    case DELETE:
      delete(node);
      return GO_ON;
    default:
      print(node);
      return GO_ON;
  }
}

static enum outcome run(struct node *node) {
  enum outcome outcome = run_one(node);
  if (pending && outcome == GO_ON) {
    outcome = pending;
    pending = GO_ON;
  }
  return outcome;
}

static int is_chosen(struct rule *rule) {
  switch (rule->kind) {
    case ALWAYS:
      return 1;
    case PATTERN:
      return truth_of(rule->from);
    case RANGE:
      if (!rule->within && !truth_of(rule->from)) {
        return 0;
      }
      rule->within = !truth_of(rule->to);
      return 1;
    default:
      return 0;
  }
}

static enum outcome run_rules(int kind) {
  int i;
  for (i = 0; i < rule_count; i++) {
    struct rule *rule = &rules[i];
    enum outcome outcome = GO_ON;
    if (kind >= 0 ? (int)rule->kind != kind : !is_chosen(rule)) {
      continue;
    }
    if (rule->body) {
      outcome = run(rule->body);
    } else {
      struct node whole;
      memset(&whole, 0, sizeof whole);
      whole.kind = PRINT;
      print(&whole);
    }
    if (outcome >= NEXT_RECORD) {
      return outcome;
    }
  }
  return GO_ON;
}

static int has_rule(int begin_too) {
  int i;
  for (i = 0; i < rule_count; i++) {
    if (rules[i].kind != BEGIN_RULE || begin_too) {
      return 1;
    }
  }
  return 0;
}

int run_program(void) {
  struct string *text;
  enum outcome outcome = run_rules(BEGIN_RULE);
  if (outcome != ENDED && has_rule(0)) {
    while (next_record(&text)) {
      set_record(text->text, text->length);
      release(text);
      outcome = run_rules(-1);
      if (outcome == ENDED) {
        break;
      }
      if (outcome == NEXT_OF_FILES) {
        skip_file();
      }
    }
  }
  run_rules(END_RULE);
  return exit_status ? exit_status : tool_status;
}
