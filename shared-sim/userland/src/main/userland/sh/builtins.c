/* Builtin utilities (XCU 2.14 and 1.6). */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/times.h>
#include <unistd.h>

#include "builtins.h"

static int builtin_true(int count, char **arguments) {
  (void)count;
  (void)arguments;
  return 0;
}

static int builtin_false(int count, char **arguments) {
  (void)count;
  (void)arguments;
  return 1;
}

static int builtin_break(int count, char **arguments) {
  if (loop_depth > 0) {
    jump = strcmp(arguments[0], "break") == 0 ? JUMP_BREAK : JUMP_CONTINUE;
    jump_levels = count > 1 ? atoi(arguments[1]) : 1;
    if (jump_levels > loop_depth) {
      jump_levels = loop_depth;
    }
  }
  return 0;
}

static int builtin_return(int count, char **arguments) {
  int status = count > 1 ? atoi(arguments[1]) & 255 : last_status;
  last_status = status;
  jump = JUMP_RETURN;
  return status;
}

static int builtin_exit(int count, char **arguments) {
  if (count > 1) {
    char *end;
    long status = strtol(arguments[1], &end, 10);
    if (*end || end == arguments[1]) {
      fail("exit: Illegal number: %s", arguments[1]);
    }
    last_status = (int)(status & 255);
  }
  if (jobs_hold_exit()) {
    return 1;
  }
  leave(last_status);
}

static int builtin_eval(int count, char **arguments) {
  struct text text = {0};
  int status;
  int i;
  for (i = 1; i < count; i++) {
    text_append(&text, arguments[i]);
    text_add(&text, i + 1 < count ? ' ' : '\n');
  }
  text_string(&text);
  status = count > 1 ? run_string(text.bytes) : 0;
  text_free(&text);
  return status;
}

/* Where a script is that the shell reads itself: in PATH, or where its name says. */
static int open_script(const char *name) {
  const char *folder = strchr(name, '/') ? NULL : variable_get("PATH");
  int file = -1;
  if (!folder) {
    return open(name, O_RDONLY);
  }
  while (file < 0 && folder) {
    char path[PATH_MAX];
    size_t length = strcspn(folder, ":");
    snprintf(path, sizeof path, "%.*s/%s", (int)length, folder, name);
    file = open(path, O_RDONLY);
    folder = folder[length] ? folder + length + 1 : NULL;
  }
  return file;
}

static int builtin_dot(int count, char **arguments) {
  struct input input;
  int status;
  int file;
  int high;
  if (count < 2) {
    fail(".: filename argument required");
  }
  file = open_script(arguments[1]);
  if (file < 0) {
    fail(".: line 0: can't open '%s': %s", arguments[1], strerror(errno));
  }
  high = fcntl(file, F_DUPFD, 10);
  close(file);
  fcntl(high, F_SETFD, FD_CLOEXEC);
  input_of_descriptor(&input, high, 1);
  status = run_input(&input);
  if (jump == JUMP_RETURN) {
    jump = JUMP_NONE;
    status = last_status;
  }
  close(high);
  free(input.buffer);
  return status;
}

/* Somebody who types keeps the shell when there is no such program. */
static int builtin_exec(int count, char **arguments) {
  if (count < 2) {
    return 0;
  }
  if (option_interactive && !in_subshell) {
    char *path = find_program(arguments[1]);
    int is_there = path && access(path, X_OK) == 0;
    free(path);
    if (!is_there) {
      complain("exec: %s: not found", arguments[1]);
      return 127;
    }
  }
  fflush(stdout);
  if (option_interactive) {
    interactive_end(1);
  }
  leave(exec_program(arguments + 1));
}

static int builtin_shift(int count, char **arguments) {
  int by = count > 1 ? atoi(arguments[1]) : 1;
  int i;
  if (by < 0 || by > positional.count) {
    fail("shift: can't shift that many");
  }
  for (i = 0; i < by; i++) {
    free(positional.values[i]);
  }
  memmove(positional.values, positional.values + by,
          (size_t)(positional.count - by + 1) * sizeof *positional.values);
  positional.count -= by;
  return 0;
}

int builtin_set(int count, char **arguments) {
  int next = 1;
  int ended;
  if (count == 1) {
    variables_print(0, 0, "");
    return 0;
  }
  ended = apply_options(count, arguments, &next);
  if (next < count || ended) {
    positional_set(copy_vector(arguments + next, count - next), count - next);
  }
  return 0;
}

/* name or name=value; the name's end becomes a zero. */
static char *split_assignment(char *text) {
  size_t length = name_length(text);
  if (!length || (text[length] && text[length] != '=')) {
    fail("%s: bad variable name", text);
  }
  if (!text[length]) {
    return NULL;
  }
  text[length] = 0;
  return text + length + 1;
}

static int builtin_export(int count, char **arguments) {
  int read_only = strcmp(arguments[0], "readonly") == 0;
  int i = 1;
  if (count == 1 || strcmp(arguments[1], "-p") == 0) {
    variables_print(!read_only, read_only, read_only ? "readonly " : "export ");
    return 0;
  }
  for (; i < count; i++) {
    char *value = split_assignment(arguments[i]);
    struct variable *variable;
    if (value) {
      variable_set(arguments[i], value);
    }
    variable = variable_mark(arguments[i]);
    variable->exported |= !read_only;
    variable->read_only |= read_only;
  }
  return 0;
}

static int builtin_local(int count, char **arguments) {
  int i;
  if (!function_depth) {
    fail("local: not in a function");
  }
  for (i = 1; i < count; i++) {
    char *value = split_assignment(arguments[i]);
    scope_add(arguments[i]);
    if (value) {
      variable_set(arguments[i], value);
    }
  }
  return 0;
}

static int builtin_unset(int count, char **arguments) {
  int functions = 0;
  int i = 1;
  if (i < count && arguments[i][0] == '-') {
    functions = strcmp(arguments[i], "-f") == 0;
    i++;
  }
  for (; i < count; i++) {
    if (functions) {
      function_unset(arguments[i]);
    } else {
      variable_unset(arguments[i]);
    }
  }
  return 0;
}

static int builtin_cd(int count, char **arguments) {
  int i = count > 1 && strcmp(arguments[1], "--") == 0 ? 2 : 1;
  const char *target = count > i ? arguments[i] : variable_get("HOME");
  char path[PATH_MAX];
  int says = 0;
  if (target && strcmp(target, "-") == 0) {
    target = variable_get("OLDPWD");
    says = 1;
  }
  if (!target) {
    fail("cd: HOME not set");
  }
  if (chdir(target) < 0) {
    complain("cd: line 0: can't cd to %s: %s", target, strerror(errno));
    return 2;
  }
  if (variable_get("PWD")) {
    variable_set("OLDPWD", variable_get("PWD"));
  }
  if (getcwd(path, sizeof path)) {
    variable_set("PWD", path);
    if (says) {
      puts(path);
    }
  }
  return 0;
}

static int builtin_pwd(int count, char **arguments) {
  char path[PATH_MAX];
  (void)count;
  (void)arguments;
  if (!getcwd(path, sizeof path)) {
    complain("pwd: getcwd: %s", strerror(errno));
    return 1;
  }
  puts(path);
  return 0;
}

static int builtin_umask(int count, char **arguments) {
  mode_t mask;
  if (count == 1) {
    mask = umask(0);
    umask(mask);
    printf("%04o\n", (unsigned)mask);
    return 0;
  }
  {
    char *end;
    unsigned long value = strtoul(arguments[1], &end, 8);
    if (*end || value > 0777) {
      fail("umask: illegal mode: %s", arguments[1]);
    }
    umask((mode_t)value);
  }
  return 0;
}

static int builtin_times(int count, char **arguments) {
  struct tms spent;
  long all[4];
  int i;
  (void)count;
  (void)arguments;
  times(&spent);
  all[0] = spent.tms_utime;
  all[1] = spent.tms_stime;
  all[2] = spent.tms_cutime;
  all[3] = spent.tms_cstime;
  for (i = 0; i < 4; i++) {
    printf("%ldm%ld.%03lds%c", all[i] / 6000, all[i] / 100 % 60, all[i] % 100 * 10,
           i & 1 ? '\n' : ' ');
  }
  return 0;
}

static const struct resource {
  char letter;
  int number;
  long unit;
  const char *name;
} resources[] = {{'t', RLIMIT_CPU, 1, "time(seconds)"},
                 {'f', RLIMIT_FSIZE, 512, "file(blocks)"},
                 {'d', RLIMIT_DATA, 1024, "data(kbytes)"},
                 {'s', RLIMIT_STACK, 1024, "stack(kbytes)"},
                 {'c', RLIMIT_CORE, 512, "coredump(blocks)"},
                 {'m', RLIMIT_RSS, 1024, "memory(kbytes)"},
                 {'l', RLIMIT_MEMLOCK, 1024, "locked memory(kbytes)"},
                 {'p', RLIMIT_NPROC, 1, "process"},
                 {'n', RLIMIT_NOFILE, 1, "nofiles"},
                 {'v', RLIMIT_AS, 1024, "vmemory(kbytes)"},
                 {'w', RLIMIT_LOCKS, 1, "locks"},
                 {'r', RLIMIT_RTPRIO, 1, "rtprio"}};

enum { RESOURCES = sizeof resources / sizeof *resources };

static const struct resource *resource_of(char letter) {
  int i;
  for (i = 0; i < RESOURCES; i++) {
    if (resources[i].letter == (letter == 'u' ? 'p' : letter)) {
      return &resources[i];
    }
  }
  fail("ulimit: Illegal option -%c", letter);
}

static void show_limit(const struct resource *resource, int hard) {
  struct rlimit limit;
  rlim_t value;
  getrlimit(resource->number, &limit);
  value = hard ? limit.rlim_max : limit.rlim_cur;
  if (value == RLIM_INFINITY) {
    puts("unlimited");
  } else {
    printf("%lu\n", (unsigned long)(value / resource->unit));
  }
}

static int builtin_ulimit(int count, char **arguments) {
  const struct resource *resource = &resources[1];
  struct rlimit limit;
  int hard = 0, soft = 0, all = 0;
  int i;
  for (i = 1; i < count && arguments[i][0] == '-'; i++) {
    const char *letter;
    for (letter = arguments[i] + 1; *letter; letter++) {
      hard |= *letter == 'H';
      soft |= *letter == 'S';
      all |= *letter == 'a';
      if (!strchr("HSa", *letter)) {
        resource = resource_of(*letter);
      }
    }
  }
  if (all) {
    for (i = 0; i < RESOURCES; i++) {
      printf("%-20s ", resources[i].name);
      show_limit(&resources[i], hard);
    }
    return 0;
  }
  getrlimit(resource->number, &limit);
  if (i < count) {
    rlim_t value = RLIM_INFINITY;
    if (strcmp(arguments[i], "unlimited") != 0) {
      value = (rlim_t)(strtoul(arguments[i], NULL, 10) * (unsigned long)resource->unit);
    }
    limit.rlim_cur = soft || !hard ? value : limit.rlim_cur;
    limit.rlim_max = hard || !soft ? value : limit.rlim_max;
    if (setrlimit(resource->number, &limit) < 0) {
      fail("ulimit: error setting limit: %s", strerror(errno));
    }
    return 0;
  }
  show_limit(resource, hard);
  return 0;
}

static const struct entry {
  const char *name;
  builtin *run;
  int special;
} table[] = {{".", builtin_dot, 1},
             {":", builtin_true, 1},
             {"[", test_main, 0},
             {"bg", builtin_fg, 0},
             {"break", builtin_break, 1},
             {"cd", builtin_cd, 0},
             {"command", builtin_command, 0},
             {"continue", builtin_break, 1},
             {"echo", echo_main, 0},
             {"eval", builtin_eval, 1},
             {"exec", builtin_exec, 1},
             {"exit", builtin_exit, 1},
             {"export", builtin_export, 1},
             {"false", builtin_false, 0},
             {"fg", builtin_fg, 0},
             {"getopts", builtin_getopts, 0},
             {"help", builtin_help, 0},
             {"history", builtin_history, 0},
             {"jobs", builtin_jobs, 0},
             {"kill", builtin_kill, 0},
             {"local", builtin_local, 0},
             {"printf", printf_main, 0},
             {"pwd", builtin_pwd, 0},
             {"read", builtin_read, 0},
             {"readonly", builtin_export, 1},
             {"return", builtin_return, 1},
             {"set", builtin_set, 1},
             {"shift", builtin_shift, 1},
             {"test", test_main, 0},
             {"times", builtin_times, 1},
             {"trap", builtin_trap, 1},
             {"true", builtin_true, 0},
             {"type", builtin_type, 0},
             {"ulimit", builtin_ulimit, 0},
             {"umask", builtin_umask, 0},
             {"unset", builtin_unset, 1},
             {"wait", builtin_wait, 0}};

const char *builtin_name(int index) {
  return (size_t)index < sizeof table / sizeof *table ? table[index].name : NULL;
}

builtin *builtin_find(const char *name, int *is_special) {
  size_t i;
  for (i = 0; i < sizeof table / sizeof *table; i++) {
    if (strcmp(table[i].name, name) == 0) {
      *is_special = table[i].special;
      return table[i].run;
    }
  }
  return NULL;
}
