/* Variables and positional parameters (XCU 2.5). */
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "sh.h"

struct positional positional;

static struct variable *variables;

/* What local names were before a function began. */
struct local {
  char *name;
  char *value;
  int was_set;
  struct local *next;
};

struct scope {
  struct local *locals;
  struct scope *next;
};

static struct scope *scopes;

struct variable *variable_find(const char *name) {
  struct variable *variable = variables;
  while (variable && strcmp(variable->name, name) != 0) {
    variable = variable->next;
  }
  return variable;
}

/* The variable of a name, made where there is none. */
struct variable *variable_mark(const char *name) {
  struct variable *variable = variable_find(name);
  if (!variable) {
    variable = calloc(1, sizeof *variable);
    variable->name = strdup(name);
    variable->next = variables;
    variables = variable;
  }
  return variable;
}

const char *variable_get(const char *name) {
  struct variable *variable = variable_find(name);
  return variable ? variable->value : NULL;
}

void variable_set(const char *name, const char *value) {
  struct variable *variable = variable_mark(name);
  char *old = variable->value;
  if (variable->read_only) {
    fail("%s: is read only", name);
  }
  variable->value = strdup(value);
  variable->exported |= option_allexport;
  free(old);
}

void variable_unset(const char *name) {
  struct variable *variable = variable_find(name);
  if (!variable) {
    return;
  }
  if (variable->read_only) {
    fail("%s: is read only", name);
  }
  free(variable->value);
  variable->value = NULL;
  variable->exported = 0;
}

void variables_begin(char **environment) {
  char parent[16];
  char folder[PATH_MAX];
  char **entry;
  for (entry = environment; *entry; entry++) {
    size_t length = name_length(*entry);
    if (length && (*entry)[length] == '=') {
      char *name = strndup(*entry, length);
      variable_set(name, *entry + length + 1);
      variable_find(name)->exported = 1;
      free(name);
    }
  }
  if (!variable_get("PWD") && getcwd(folder, sizeof folder)) {
    variable_set("PWD", folder);
  }
  snprintf(parent, sizeof parent, "%d", (int)getppid());
  variable_set("PPID", parent);
  variable_set("IFS", " \t\n");
  if (!variable_get("PS1")) {
    variable_set("PS1", "# ");
  }
  if (!variable_get("PS2")) {
    variable_set("PS2", "> ");
  }
  variable_set("PS4", "+ ");
  variable_set("OPTIND", "1");
}

static int by_name(const void *a, const void *b) {
  return strcmp((*(struct variable *const *)a)->name, (*(struct variable *const *)b)->name);
}

/* In single quotes, as the shell would read it again. */
static void print_quoted(const char *value) {
  putchar('\'');
  for (; *value; value++) {
    if (*value == '\'') {
      fputs("'\"'\"'", stdout);
    } else {
      putchar(*value);
    }
  }
  putchar('\'');
}

void variables_print(int exported, int read_only, const char *prefix) {
  struct variable *variable;
  struct variable **sorted;
  size_t count = 0;
  size_t i;
  for (variable = variables; variable; variable = variable->next) {
    count++;
  }
  sorted = malloc((count + 1) * sizeof *sorted);
  count = 0;
  for (variable = variables; variable; variable = variable->next) {
    sorted[count++] = variable;
  }
  qsort(sorted, count, sizeof *sorted, by_name);
  for (i = 0; i < count; i++) {
    variable = sorted[i];
    if ((exported && !variable->exported) || (read_only && !variable->read_only) ||
        (!variable->value && !exported && !read_only)) {
      continue;
    }
    printf("%s%s", prefix, variable->name);
    if (variable->value) {
      putchar('=');
      print_quoted(variable->value);
    }
    putchar('\n');
  }
  free(sorted);
}

char **variables_environment(void) {
  struct variable *variable;
  size_t count = 0;
  char **environment;
  for (variable = variables; variable; variable = variable->next) {
    count += variable->exported && variable->value;
  }
  environment = calloc(count + 1, sizeof *environment);
  count = 0;
  for (variable = variables; variable; variable = variable->next) {
    if (variable->exported && variable->value) {
      size_t size = strlen(variable->name) + strlen(variable->value) + 2;
      environment[count] = malloc(size);
      snprintf(environment[count++], size, "%s=%s", variable->name, variable->value);
    }
  }
  return environment;
}

void scope_begin(void) {
  struct scope *scope = calloc(1, sizeof *scope);
  scope->next = scopes;
  scopes = scope;
}

void scope_add(const char *name) {
  struct local *local = calloc(1, sizeof *local);
  const char *value = variable_get(name);
  local->name = strdup(name);
  local->was_set = value != NULL;
  local->value = value ? strdup(value) : NULL;
  local->next = scopes->locals;
  scopes->locals = local;
}

void scope_end(void) {
  struct scope *scope = scopes;
  scopes = scope->next;
  while (scope->locals) {
    struct local *local = scope->locals;
    scope->locals = local->next;
    if (local->was_set) {
      variable_set(local->name, local->value);
    } else {
      variable_unset(local->name);
    }
    free(local->name);
    free(local->value);
    free(local);
  }
  free(scope);
}

void scopes_end(void) {
  while (scopes) {
    scope_end();
  }
}

/* Takes the values over. */
void positional_set(char **values, int count) {
  free_vector(positional.values);
  positional.values = values;
  positional.count = count;
}
