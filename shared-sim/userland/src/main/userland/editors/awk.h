/* awk(1): what a program is once it has been read, and what it works with. */
#ifndef AWK_H
#define AWK_H

#include <regex.h>
#include <stddef.h>
#include <stdio.h>

/* Text that several values share. */
struct string {
  int uses;
  size_t length;
  char text[1];
};

enum value_kind { UNSET, NUMBER, TEXT, INPUT }; /* INPUT: text that may look like a number */

struct value {
  enum value_kind kind;
  double number;
  struct string *string; /* of TEXT and INPUT */
};

struct element {
  struct string *key;
  struct value value;
  struct element *next;            /* with the same hash */
  struct element *earlier, *later; /* in the order in which they came */
};

struct array {
  struct element **slots;
  unsigned room, count;
  struct element *first, *last;
};

enum kind {
  /* Expressions. */
  CONSTANT,
  EXPRESSION_OF,
  VARIABLE,
  LOCAL,
  FIELD,
  INDEX,
  ASSIGN,
  CONDITIONAL,
  OR,
  AND,
  IN_ARRAY,
  MATCH,
  NO_MATCH,
  LESS,
  LESS_EQUAL,
  EQUAL,
  NOT_EQUAL,
  GREATER,
  GREATER_EQUAL,
  CONCATENATE,
  ADD,
  SUBTRACT,
  MULTIPLY,
  DIVIDE,
  MODULO,
  POWER,
  NEGATE,
  PLUS,
  NOT,
  PRE_INCREMENT,
  PRE_DECREMENT,
  POST_INCREMENT,
  POST_DECREMENT,
  CALL,
  BUILTIN,
  GETLINE,
  GROUPING,
  LIST,
  /* Statements. */
  BLOCK,
  SIMPLE,
  IF,
  WHILE,
  DO,
  FOR,
  FOR_IN,
  NEXT,
  NEXT_FILE,
  EXIT,
  RETURN,
  BREAK,
  CONTINUE,
  DELETE,
  PRINT,
  PRINTF
};

enum way { NOWHERE, TO_FILE, APPEND, TO_PIPE, FROM_FILE, FROM_PIPE };

struct node {
  enum kind kind;
  int operation; /* of an assignment; a builtin; the way of an output or of getline */
  int slot;      /* of a variable, a local or a function */
  int line;
  struct node *a, *b, *c, *d;
  struct node *next; /* in a list */
  struct value value;
  regex_t *pattern;
};

struct function {
  char *name;
  int parameters;
  char **names;
  struct node *body;
};

struct rule {
  enum { ALWAYS, PATTERN, RANGE, BEGIN_RULE, END_RULE } kind;
  struct node *from, *to, *body;
  int within;
};

/* A variable, a parameter, or an array once it is used as one. */
struct cell {
  struct value value;
  struct array *array;
  struct cell *of; /* the caller's, for an array that a function was given */
};

enum special {
  V_NF,
  V_NR,
  V_FNR,
  V_FS,
  V_OFS,
  V_ORS,
  V_RS,
  V_FILENAME,
  V_SUBSEP,
  V_RSTART,
  V_RLENGTH,
  V_CONVFMT,
  V_OFMT,
  V_ENVIRON,
  V_ARGV,
  V_ARGC,
  SPECIALS
};

enum builtin {
  B_LENGTH,
  B_SUBSTR,
  B_INDEX,
  B_SPLIT,
  B_SUB,
  B_GSUB,
  B_MATCH,
  B_SPRINTF,
  B_SIN,
  B_COS,
  B_ATAN2,
  B_EXP,
  B_LOG,
  B_SQRT,
  B_INT,
  B_RAND,
  B_SRAND,
  B_TOLOWER,
  B_TOUPPER,
  B_SYSTEM,
  B_CLOSE,
  B_FFLUSH,
  BUILTINS
};

extern struct cell *globals;
extern char **global_names;
extern int global_count;
extern struct function *functions;
extern int function_count;
extern struct rule *rules;
extern int rule_count;
extern const char *const builtin_names[BUILTINS];

/* The program. */
void read_program(const char *text);
int global_named(const char *name, size_t length);
void trouble(const char *format, ...) __attribute__((noreturn, format(printf, 1, 2)));

/* Tokens; those of one character are that character. */
enum token {
  T_END = 256,
  T_NEWLINE,
  T_NUMBER,
  T_STRING,
  T_PATTERN,
  T_NAME,
  T_CALL,
  T_BUILTIN,
  T_BEGIN,
  T_FINISH,
  T_FUNCTION,
  T_IF,
  T_ELSE,
  T_WHILE,
  T_FOR,
  T_DO,
  T_BREAK,
  T_CONTINUE,
  T_NEXT,
  T_NEXT_FILE,
  T_EXIT,
  T_RETURN,
  T_DELETE,
  T_IN,
  T_GETLINE,
  T_PRINT,
  T_PRINTF,
  T_AND,
  T_OR,
  T_EQUAL,
  T_NOT_EQUAL,
  T_LESS_EQUAL,
  T_GREATER_EQUAL,
  T_NO_MATCH,
  T_INCREMENT,
  T_DECREMENT,
  T_APPEND,
  T_ADD_TO,
  T_SUBTRACT_FROM,
  T_MULTIPLY_BY,
  T_DIVIDE_BY,
  T_MODULO_BY,
  T_POWER_BY
};

extern struct token_read {
  int kind;
  double number;
  char *text; /* of a name, a string or a pattern */
  size_t length;
  int builtin;
  int line;
} token;

void begin_tokens(const char *text);
void next_token(void);
/* The slash that has been read begins a pattern. */
void take_pattern(void);
void syntax_error(void) __attribute__((noreturn));
/* What text from the command line or a string means, with its backslashes. */
struct string *unescaped(const char *text, size_t length);

/* Values. */
struct string *string_of(const char *text, size_t length);
struct string *share(struct string *string);
void release(struct string *string);
struct value number_value(double number);
struct value text_value(struct string *string);
struct value input_value(const char *text, size_t length);
struct value copy_value(const struct value *value);
void drop(struct value *value);
double to_number(const struct value *value);
struct string *to_string(const struct value *value, int printed);
int is_true(const struct value *value);
int looks_numeric(const char *text, size_t length, double *number);
int compare(const struct value *left, const struct value *right);

struct array *new_array(void);
struct element *find(struct array *array, struct string *key, int makes);
void remove_element(struct array *array, struct string *key);
void clear_array(struct array *array);

/* The record and its fields. */
void set_record(const char *text, size_t length);
struct value get_field(int number);
void set_field(int number, struct value value);
void count_fields(void);
void fields_counted(int number);
int split_text(struct array *into, const char *text, size_t length, const char *separator,
               size_t separator_length, const regex_t *pattern);
struct cell *special(enum special which);
/* After an assignment to a variable with a meaning. */
void assigned(int slot);
void set_number(enum special which, double number);

/* Files. */
int next_record(struct string **into);
int read_record(FILE *from, struct string **into);
FILE *output_for(enum way way, struct string *name);
FILE *input_for(enum way way, struct string *name);
int close_named(struct string *name);
int flush_named(struct string *name);
int close_all(void);
void set_from_command_line(const char *assignment);
void skip_file(void);

/* Running. */
int run_program(void);
struct value evaluate(struct node *node);
struct array *array_of(struct node *node);
int is_array(struct node *node);
regex_t *pattern_of(struct node *node, int *owned);
/* NULL, or what is wrong with an expression, as awk writes them. */
const char *compile_pattern(regex_t *pattern, const char *text);
struct value call_builtin(struct node *node);
struct string *format_values(struct node *arguments);
void assign(struct node *target, struct value value);

#endif
