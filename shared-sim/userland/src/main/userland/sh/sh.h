/* A shell: POSIX's command language (POSIX.1-2017, XCU 2), as far as the README says. */
#ifndef SH_H
#define SH_H

#include <stddef.h>

/* Memory that is given back all at once. */
struct block;
struct arena {
  struct block *blocks;
};
void *arena_take(struct arena *arena, size_t bytes);
char *arena_copy(struct arena *arena, const char *text, size_t length);
void arena_release(struct arena *arena);

/* Text that grows. */
struct text {
  char *bytes;
  size_t length;
  size_t room;
};
void text_add(struct text *text, char c);
void text_append(struct text *text, const char *string);
char *text_string(struct text *text); /* with a zero behind it; still the text's own */
void text_free(struct text *text);

/* Where commands are read from. */
struct input {
  int descriptor; /* -1 when all of it is in memory */
  const char *next;
  const char *end;
  char *buffer;
  int pushed[4];
  int pushed_count;
  int line;
  int whole_blocks;   /* may be read ahead */
  int is_typed;       /* somebody types it, after a prompt */
  const char *prompt; /* the variable that holds the next one */
  int in_line;        /* the last byte was no line end */
};
void input_of_string(struct input *input, const char *text);
void input_of_descriptor(struct input *input, int descriptor, int whole_blocks);
int input_get(struct input *input); /* -1 at the end */
void input_unget(struct input *input, int c);

/* Commands. */
enum node_type {
  NODE_SIMPLE,
  NODE_PIPE,
  NODE_NOT,
  NODE_AND,
  NODE_OR,
  NODE_SEQUENCE,
  NODE_BACKGROUND,
  NODE_SUBSHELL,
  NODE_GROUP,
  NODE_IF,
  NODE_WHILE,
  NODE_UNTIL,
  NODE_FOR,
  NODE_CASE,
  NODE_FUNCTION
};

struct word {
  char *text; /* as it was written, quotes and all */
  struct word *next;
};

enum redirect_type {
  REDIRECT_IN,
  REDIRECT_OUT,
  REDIRECT_APPEND,
  REDIRECT_BOTH,
  REDIRECT_DUP,
  REDIRECT_HERE
};

struct redirect {
  enum redirect_type type;
  int descriptor;
  char *target; /* a word; of a here-document its text */
  int expands;  /* of a here-document: its delimiter was not quoted */
  int strips_tabs;
  char *delimiter;
  struct redirect *next_waiting; /* of those whose text is still to be read */
  struct redirect *next;
};

struct case_item {
  struct word *patterns;
  struct node *body;
  struct case_item *next;
};

struct node {
  enum node_type type;
  int line;
  struct node *first;  /* condition, left side, body */
  struct node *second; /* then-part, right side, body of a loop */
  struct node *third;  /* else-part */
  struct node *next;   /* in a pipeline */
  struct word *words;  /* of a simple command, a for, or the subject of a case */
  struct word *assignments;
  struct redirect *redirects;
  struct case_item *items;
  char *name;    /* of a function, or a for's variable */
  int has_words; /* a for with "in" */
};

struct node *parse_command(struct input *input, struct arena *arena, int *at_end);
int is_name_start(int c);
int is_name_part(int c);
size_t name_length(const char *text);

/* Variables. */
struct variable {
  char *name;
  char *value; /* null when it is unset but has a mark */
  int exported;
  int read_only;
  struct variable *next;
};
void variables_begin(char **environment);
const char *variable_get(const char *name);
void variable_set(const char *name, const char *value);
void variable_unset(const char *name);
struct variable *variable_find(const char *name);
struct variable *variable_mark(const char *name);
void variables_print(int exported, int read_only, const char *prefix);
char **variables_environment(void); /* to be freed as one piece */
void scope_begin(void);
void scope_add(const char *name);
void scope_end(void);
void scopes_end(void);

struct positional {
  char **values;
  int count;
};
extern struct positional positional;
void positional_set(char **values, int count);
char **copy_vector(char **values, int count);
void free_vector(char **values);

/* Expansion (XCU 2.6). */
struct fields {
  char **values;
  int count;
  int room;
};
void expand_words(struct word *words, struct fields *fields);
void fields_free(struct fields *fields);
char *expand_string(const char *word);  /* no splitting, no patterns; to be freed */
char *expand_pattern(const char *word); /* quoted characters have a backslash */
char *expand_here(const char *text);
long evaluate(const char *expression);
void unterminated(const char *what) __attribute__((noreturn));

/* Running. */
extern int last_status;
extern int last_background;
extern int shell_pid;
extern const char *shell_name;
extern int option_errexit, option_nounset, option_xtrace, option_noglob, option_pipefail;
extern int option_interactive, option_noexec, option_allexport;
extern int in_subshell;
extern int at_line_start; /* an interrupt has to end no line */

int run(struct node *node, int exits);
int run_input(struct input *input);
int run_string(const char *text);
void run_given_up(void);
char *run_captured(const char *text, size_t length);
void leave(int status) __attribute__((noreturn));

enum jump { JUMP_NONE, JUMP_BREAK, JUMP_CONTINUE, JUMP_RETURN };
extern enum jump jump;
extern int jump_levels;
extern int loop_depth;
extern int function_depth;

struct function {
  char *name;
  struct node *body;
  struct function *next;
};
struct function *function_find(const char *name);
const char *function_name(int index);
void function_unset(const char *name);

/* Redirections: what they replaced is put back, down to what stood before. */
struct saved {
  int descriptor;
  int copy; /* -1 when it was closed */
  struct saved *next;
};
int redirect(struct redirect *redirects, struct saved **before);
void restore(struct saved *before);
void forget(struct saved *before);

/* Errors: a message, and the end of the command or of a shell that nobody types at. */
void complain(const char *format, ...);
void fail(const char *format, ...) __attribute__((noreturn));
void begin_command(struct input *input);

/* Reads a line from the terminal; null at the end of the input. It may change the prompt's text. */
const char *edit_line(char *prompt);

/* Builtins. */
typedef int builtin(int count, char **arguments);
builtin *builtin_find(const char *name, int *is_special);
int test_main(int count, char **arguments);
int echo_main(int count, char **arguments);
int printf_main(int count, char **arguments);

int exec_program(char **arguments);
char *find_program(const char *name);
int builtin_set(int count, char **arguments);
int set_option(char letter, int on);
int apply_options(int count, char **arguments, int *next);

/* Traps. */
void traps_run(void);
void interactive_begin(void);
void interactive_stops(void);
void interactive_end(int has_group);
void back_to_prompt(void) __attribute__((noreturn));
void traps_forget(void);
void trap_exit(void);
int builtin_trap(int count, char **arguments);
extern volatile int interrupted;

/* Jobs. */
struct job;
extern int option_monitor; /* pipelines are process groups of their own */
void jobs_begin(void);
void jobs_tell(void);
int jobs_hold_exit(void);
struct job *job_begin(const char *text); /* of which nobody keeps the text; null for none */
int job_fork(struct job *job, int in_background);
int job_wait(struct job *job);
void job_start_in_background(struct job *job);
int fork_shell(void);
char *node_text(const struct node *node);

#endif
