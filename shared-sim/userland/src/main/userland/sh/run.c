/* Running commands (XCU 2.9). */
#include <errno.h>
#include <fcntl.h>
#include <fnmatch.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sh.h"

int last_status;
static int substitutions; /* of commands that were waited for */
int last_background;
enum jump jump;
int jump_levels;
int loop_depth;
int function_depth;

static struct function *functions;

/* Outside of all functions. */
static struct positional outermost;

/* In a condition, errexit does not end the shell. */
static int conditions;

/* Commands whose trees must stay, because functions are in them. */
static int keeps_tree;

struct function *function_find(const char *name) {
  struct function *function = functions;
  while (function && strcmp(function->name, name) != 0) {
    function = function->next;
  }
  return function && function->body ? function : NULL;
}

/* Null behind the last. */
const char *function_name(int index) {
  struct function *function = functions;
  while (function && (index > 0 || !function->body)) {
    index -= function->body != NULL;
    function = function->next;
  }
  return function ? function->name : NULL;
}

void function_unset(const char *name) {
  struct function *function = function_find(name);
  if (function) {
    function->body = NULL;
  }
}

static int define_function(struct node *node) {
  struct function *function = functions;
  while (function && strcmp(function->name, node->name) != 0) {
    function = function->next;
  }
  if (!function) {
    function = calloc(1, sizeof *function);
    function->name = strdup(node->name);
    function->next = functions;
    functions = function;
  }
  function->body = node->first;
  keeps_tree = 1;
  return 0;
}

static int run_subshell(struct node *body) {
  int status = run(body, 1);
  leave(status);
  return status;
}

/* A job whose text is known where somebody may ask for it. */
static struct job *begin_job(struct node *node, int in_background) {
  char *text = in_background || option_monitor ? node_text(node) : NULL;
  struct job *job = job_begin(text);
  free(text);
  return job;
}

/* Without job control, a process in the background is out of the keyboard's reach. */
static void leave_keyboard(void) {
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  if (!isatty(0)) {
    int null = open("/dev/null", O_RDONLY);
    if (null > 0) {
      dup2(null, 0);
      close(null);
    }
  }
}

static int run_background(struct node *node) {
  int has_group = option_monitor;
  struct job *job = begin_job(node->first, 1);
  if (job_fork(job, 1) == 0) {
    if (!has_group) {
      leave_keyboard();
    }
    run_subshell(node->first);
  }
  job_start_in_background(job);
  return 0;
}

/* In a child: its ends of the pipes are its input and output. */
static void take_ends(int input, int ends[2]) {
  if (input >= 0) {
    dup2(input, 0);
    close(input);
  }
  if (ends[1] >= 0) {
    close(ends[0]);
    dup2(ends[1], 1);
    close(ends[1]);
  }
}

static int run_pipeline(struct node *node) {
  struct job *job = begin_job(node, 0);
  struct node *command;
  int input = -1;
  for (command = node->first; command; command = command->next) {
    int ends[2] = {-1, -1};
    if (command->next && pipe(ends) < 0) {
      fail("can't create pipe: %s", strerror(errno));
    }
    if (job_fork(job, 0) == 0) {
      take_ends(input, ends);
      run_subshell(command);
    }
    if (input >= 0) {
      close(input);
    }
    if (ends[1] >= 0) {
      close(ends[1]);
    }
    input = ends[0];
  }
  return job_wait(job);
}

/* Waits for a process that belongs to no job. */
static int wait_for_process(pid_t pid) {
  int status;
  pid_t done;
  do {
    done = waitpid(pid, &status, 0);
  } while (done < 0 && errno == EINTR);
  if (done < 0) {
    return 127;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* The output of commands, without the line ends behind it. */
char *run_captured(const char *text, size_t length) {
  struct text output = {0};
  char buffer[512];
  ssize_t count;
  int ends[2];
  pid_t pid;
  if (pipe(ends) < 0) {
    fail("can't create pipe: %s", strerror(errno));
  }
  pid = fork_shell();
  if (pid == 0) {
    char *command = strndup(text, length);
    close(ends[0]);
    dup2(ends[1], 1);
    close(ends[1]);
    leave(run_string(command));
  }
  close(ends[1]);
  while ((count = read(ends[0], buffer, sizeof buffer)) > 0 || (count < 0 && errno == EINTR)) {
    ssize_t i;
    for (i = 0; i < count; i++) {
      if (buffer[i]) {
        text_add(&output, buffer[i]);
      }
    }
  }
  close(ends[0]);
  last_status = wait_for_process(pid);
  substitutions++;
  while (output.length > 0 && output.bytes[output.length - 1] == '\n') {
    output.length--;
  }
  return text_string(&output);
}

static int run_loop(struct node *node) {
  int status = 0;
  loop_depth++;
  for (;;) {
    int condition;
    conditions++;
    condition = run(node->first, 0);
    conditions--;
    if (jump == JUMP_NONE && (condition == 0) != (node->type == NODE_WHILE)) {
      break;
    }
    if (jump == JUMP_NONE) {
      status = run(node->second, 0);
    }
    if (jump == JUMP_RETURN || (jump != JUMP_NONE && --jump_levels > 0)) {
      break;
    }
    if (jump == JUMP_BREAK) {
      jump = JUMP_NONE;
      break;
    }
    jump = JUMP_NONE;
  }
  loop_depth--;
  return status;
}

static int run_for(struct node *node) {
  struct fields fields = {0};
  int status = 0;
  int i;
  if (node->has_words) {
    expand_words(node->words, &fields);
  } else {
    for (i = 0; i < positional.count; i++) {
      struct word word = {"\"$@\"", NULL};
      expand_words(&word, &fields);
      break;
    }
  }
  loop_depth++;
  for (i = 0; i < fields.count; i++) {
    variable_set(node->name, fields.values[i]);
    status = run(node->second, 0);
    if (jump == JUMP_RETURN || (jump != JUMP_NONE && --jump_levels > 0)) {
      break;
    }
    if (jump == JUMP_BREAK) {
      jump = JUMP_NONE;
      break;
    }
    jump = JUMP_NONE;
  }
  loop_depth--;
  fields_free(&fields);
  return status;
}

static int run_case(struct node *node) {
  char *subject = expand_string(node->words->text);
  struct case_item *item;
  struct word *word;
  for (item = node->items; item; item = item->next) {
    for (word = item->patterns; word; word = word->next) {
      char *pattern = expand_pattern(word->text);
      int fits = fnmatch(pattern, subject, 0) == 0;
      free(pattern);
      if (fits) {
        free(subject);
        return item->body ? run(item->body, 0) : 0;
      }
    }
  }
  free(subject);
  return 0;
}

static int run_if(struct node *node, int exits) {
  int condition;
  conditions++;
  condition = run(node->first, 0);
  conditions--;
  if (jump != JUMP_NONE) {
    return condition;
  }
  if (condition == 0) {
    return run(node->second, exits);
  }
  return node->third ? run(node->third, exits) : 0;
}

static int call_function(struct function *function, struct fields *fields) {
  struct positional before = positional;
  struct node *body = function->body;
  int depth = loop_depth;
  int status;
  outermost = function_depth ? outermost : positional;
  positional.values = copy_vector(fields->values + 1, fields->count - 1);
  positional.count = fields->count - 1;
  scope_begin();
  function_depth++;
  loop_depth = 0;
  status = run(body, 0);
  if (jump == JUMP_RETURN) {
    status = last_status;
    jump = JUMP_NONE;
  }
  loop_depth = depth;
  function_depth--;
  scope_end();
  free_vector(positional.values);
  positional = before;
  return status;
}

/* Sets variables: for good, or only in what is executed, by being exported until then. */
static void assign(struct word *assignments, int exported) {
  for (; assignments; assignments = assignments->next) {
    size_t length = name_length(assignments->text);
    char *name = strndup(assignments->text, length);
    char *value = expand_string(assignments->text + length + 1);
    variable_set(name, value);
    if (exported) {
      variable_find(name)->exported = 1;
    }
    free(value);
    free(name);
  }
}

static void trace(struct fields *fields, struct word *assignments) {
  int i;
  char *prefix = expand_here(variable_get("PS4") ? variable_get("PS4") : "");
  fflush(stdout);
  fputs(prefix, stderr);
  free(prefix);
  for (; assignments; assignments = assignments->next) {
    fprintf(stderr, "%s%s", assignments->text, assignments->next || fields->count ? " " : "");
  }
  for (i = 0; i < fields->count; i++) {
    fprintf(stderr, "%s%s", i ? " " : "", fields->values[i]);
  }
  fputc('\n', stderr);
}

/* In a process of its own, or in place of the shell where that ends anyway. */
static int run_program(struct node *node, struct fields *fields, int exits) {
  struct job *job = exits ? NULL : begin_job(node, 0);
  if (exits || job_fork(job, 0) == 0) {
    struct saved *before;
    if (exits) {
      traps_forget();
    }
    if (redirect(node->redirects, &before) != 0) {
      _exit(1);
    }
    assign(node->assignments, 1);
    fflush(stdout);
    _exit(exec_program(fields->values));
  }
  return job_wait(job);
}

/* Variables that a builtin or a function is called with are put back behind it. */
static int run_with_assignments(struct node *node, struct fields *fields, builtin *program,
                                struct function *function, int stays) {
  int status;
  struct word *word;
  if (!stays && node->assignments) {
    scope_begin();
    for (word = node->assignments; word; word = word->next) {
      size_t length = name_length(word->text);
      char *name = strndup(word->text, length);
      scope_add(name);
      free(name);
    }
  }
  assign(node->assignments, 0);
  status = function ? call_function(function, fields) : program(fields->count, fields->values);
  if (!function && (fflush(stdout) != 0 || ferror(stdout))) {
    complain("write error: %s", strerror(errno));
    clearerr(stdout);
    status = 1;
  }
  if (!stays && node->assignments) {
    scope_end();
  }
  return status;
}

static int run_simple(struct node *node, int exits) {
  struct fields fields = {0};
  struct saved *before;
  struct function *function;
  builtin *program;
  int special = 0;
  int status;
  expand_words(node->words, &fields);
  if (option_xtrace) {
    trace(&fields, node->assignments);
  }
  if (fields.count == 0) {
    int substituted = last_status;
    status = redirect(node->redirects, &before);
    if (status == 0) {
      int count = substitutions; /* "$?" is what was before, and so the status is not set to 0 */
      assign(node->assignments, 0);
      status = node->words ? substituted : count != substitutions ? last_status : 0;
    }
    restore(before);
    fields_free(&fields);
    return status;
  }
  program = builtin_find(fields.values[0], &special);
  function = special ? NULL : function_find(fields.values[0]);
  if (!program && !function) {
    status = run_program(node, &fields, exits);
    fields_free(&fields);
    return status;
  }
  status = redirect(node->redirects, &before);
  if (status == 0) {
    status = run_with_assignments(node, &fields, program, function, special);
  } else if (special && !option_interactive) {
    leave(status);
  }
  if (program && strcmp(fields.values[0], "exec") == 0) {
    forget(before);
  } else {
    restore(before);
  }
  fields_free(&fields);
  return status;
}

static int run_redirected(struct node *node, int exits) {
  switch (node->type) {
    case NODE_SUBSHELL: {
      struct job *job = begin_job(node, 0);
      if (job_fork(job, 0) == 0) {
        run_subshell(node->first);
      }
      return job_wait(job);
    }
    case NODE_GROUP:
      return run(node->first, exits);
    case NODE_IF:
      return run_if(node, exits);
    case NODE_WHILE:
    case NODE_UNTIL:
      return run_loop(node);
    case NODE_FOR:
      return run_for(node);
    default:
      return run_case(node);
  }
}

static int run_compound(struct node *node, int exits) {
  struct saved *before;
  int status = redirect(node->redirects, &before);
  if (status == 0) {
    status = run_redirected(node, exits && !node->redirects);
  }
  restore(before);
  return status;
}

/* Both sides of && and ||: the last one's status counts for errexit. */
static int run_either(struct node *node, int exits) {
  int status;
  conditions++;
  status = run(node->first, 0);
  conditions--;
  if (jump == JUMP_NONE && (status == 0) == (node->type == NODE_AND)) {
    status = run(node->second, exits);
  }
  return status;
}

static int run_node(struct node *node, int exits) {
  int status;
  switch (node->type) {
    case NODE_SIMPLE:
      return run_simple(node, exits);
    case NODE_PIPE:
      return run_pipeline(node);
    case NODE_NOT:
      conditions++;
      status = !run(node->first, 0);
      conditions--;
      return status;
    case NODE_AND:
    case NODE_OR:
      return run_either(node, exits);
    case NODE_SEQUENCE:
      status = run(node->first, 0);
      return jump == JUMP_NONE && node->second ? run(node->second, exits) : status;
    case NODE_BACKGROUND:
      return run_background(node);
    case NODE_FUNCTION:
      return define_function(node);
    default:
      return run_compound(node, exits);
  }
}

/* Nothing runs any more: all that commands had changed for their own time is put back. */
void run_given_up(void) {
  jump = JUMP_NONE;
  loop_depth = 0;
  conditions = 0;
  if (function_depth) {
    free_vector(positional.values);
    positional = outermost;
    function_depth = 0;
  }
  scopes_end();
  restore(NULL);
}

static int counts_for_errexit(struct node *node) {
  return node->type == NODE_SIMPLE || node->type == NODE_PIPE || node->type == NODE_SUBSHELL;
}

/* Runs; with `exits` the shell ends behind it, and a program may take its place. */
int run(struct node *node, int exits) {
  int status;
  if (option_noexec || !node) {
    return last_status;
  }
  status = run_node(node, exits);
  last_status = status;
  traps_run();
  if (status != 0 && option_errexit && !conditions && counts_for_errexit(node) &&
      jump == JUMP_NONE) {
    leave(status);
  }
  return last_status == status ? status : last_status;
}

int run_input(struct input *input) {
  int at_end = 0;
  int status = 0;
  while (!at_end && jump == JUMP_NONE) {
    struct arena arena = {0};
    struct node *node;
    begin_command(input);
    node = parse_command(input, &arena, &at_end);
    keeps_tree = 0;
    if (node) {
      int last = input->descriptor < 0 && input->next == input->end && !input->pushed_count;
      status = run(node, last && in_subshell);
    }
    if (!keeps_tree) {
      arena_release(&arena);
    }
  }
  return status;
}

int run_string(const char *text) {
  struct input input;
  input_of_string(&input, text);
  return run_input(&input);
}
