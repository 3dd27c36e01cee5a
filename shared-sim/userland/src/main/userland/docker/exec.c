/* docker exec: another process behind the fences of a container. */
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <termios.h>
#include <unistd.h>

#include "commands.h"
#include "console.h"
#include "events.h"
#include "health.h"

#define RUNTIME "OCI runtime exec failed: exec failed: unable to start container process: "

static const char *const kinds[] = {"cgroup", "ipc", "uts", "net", "pid", "mnt"};

static int files[6];
static int door;                   /* of the container's group: only the program goes in */
static struct json *terminal_size; /* NULL where it has none of its own */
static int ends_with_parent;       /* what is run inside, when its own parent ends */

static int open_namespaces(int pid) {
  int i;
  for (i = 0; i < 6; i++) {
    files[i] = open(format("/proc/%d/ns/%s", pid, kinds[i]), O_RDONLY | O_CLOEXEC);
    if (files[i] < 0) {
      return -1;
    }
  }
  return 0;
}

static int enter_namespaces(void) {
  int i;
  for (i = 0; i < 6; i++) {
    if (setns(files[i], 0) < 0) {
      return -1;
    }
  }
  return 0;
}

static struct json *config_for(const struct json *container, const struct asked *asked) {
  struct json *config = json_parse(json_line(json_get(container, "Config")));
  if (option_given(asked, "user")) {
    json_set_string(config, "User", option_text(asked, "user"));
  }
  if (option_given(asked, "workdir")) {
    json_set_string(config, "WorkingDir", option_text(asked, "workdir"));
  }
  json_set_boolean(config, "Tty", option_truth(asked, "tty"));
  json_set(config, "Env", environment_of(all_variables(asked), json_get(config, "Env")));
  return config;
}

/* Into the group, in which there has to be room for one more, as runc's start needs it. */
static void go_in(int tell) {
  int one;
  if (write(door, "0", 1) < 0) {
    dprintf(tell, "Rcannot enter the control group: %s", reason(errno));
    _exit(125);
  }
  one = fork();
  if (one == 0) {
    _exit(0);
  }
  if (one < 0) {
    dprintf(tell, "Rfork: %s", reason(errno));
    _exit(125);
  }
  waitpid(one, NULL, 0);
}

/* The process numbers of a namespace are its children's: so it is one of them that goes on. */
static int enter(const struct json *container, const struct asked *asked, int tell, int console) {
  struct json *host = json_parse(json_line(json_get(container, "HostConfig")));
  int child, status;
  if (option_truth(asked, "privileged")) {
    json_set_boolean(host, "Privileged", 1);
  }
  if (enter_namespaces() < 0) {
    dprintf(tell, "Rsetns: %s", reason(errno));
    return 125;
  }
  child = fork();
  if (child < 0) {
    dprintf(tell, "Rfork: %s", reason(errno));
  }
  if (child == 0) {
    failure problem;
    setsid();
    if (ends_with_parent) {
      prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    }
    go_in(tell);
    problem = console < 0 ? NULL : open_console(console, terminal_size, 0);
    if (problem) {
      dprintf(tell, "R%s", problem);
      _exit(125);
    }
    become_program(config_for(container, asked), host, asked->arguments + 1, tell);
  }
  close(tell);
  if (child < 0) {
    return 125;
  }
  if (console >= 0) {
    close(console);
  }
  while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

static int await(int shim, const char *problem) {
  int status;
  while (waitpid(shim, &status, 0) < 0 && errno == EINTR) {
  }
  if (*problem == 'R') {
    fprintf(stderr, RUNTIME "%s: unknown\n", problem + 1);
    return 126;
  }
  if (*problem) {
    fprintf(stderr, "%s\n", problem + 1);
    return 126;
  }
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

/* One of the three things that happen to a process that is started so. */
static void tell_of(const struct json *container, const char *action, const char *id,
                    const char *code) {
  struct json *more = json_object();
  json_put(more, "execID", json_string(id));
  if (code) {
    json_put(more, "exitCode", json_string(code));
  }
  tell_of_container(container, action, more);
}

static char *words_of(const struct asked *asked) {
  char *text = format("%s", asked->arguments[1]);
  int i;
  for (i = 2; i < asked->count; i++) {
    text = format("%s %s", text, asked->arguments[i]);
  }
  return text;
}

/* Until its terminal is closed: what is printed goes out, and what is typed in. */
static void pass_on(int terminal, int viewer) {
  struct audience audience;
  char bytes[4096];
  ssize_t count = 1;
  open_audience(&audience, NULL);
  admit(&audience, viewer);
  audience.input = terminal;
  audience.console = 1;
  signal(SIGPIPE, SIG_IGN);
  fcntl(terminal, F_SETFL, O_NONBLOCK);
  while (terminal >= 0 && count > 0) {
    int lags = audience_lags(&audience);
    struct pollfd waits[3 + MOST_ATTACHED] = {{lags ? -1 : terminal, POLLIN, 0}};
    if (poll(waits, (nfds_t)(1 + list_audience(&audience, waits + 1)), -1) < 0) {
      continue;
    }
    if (waits[0].revents) {
      count = read(terminal, bytes, sizeof bytes);
      show_audience(&audience, 1, bytes, count);
    }
    hear_audience(&audience, waits + 1);
  }
  leave_audience(&audience, -1);
}

/* The process beside it, which stays outside: it sees it end, and tells of that. */
static int be_shim(const struct json *container, const struct asked *asked, const char *id,
                   int tell, int viewer) {
  int inner, status = 0, pair[2] = {-1, -1};
  if (terminal_size) {
    setsid();
    socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, pair);
  }
  door = open(format(GROUPS "/docker/%s/cgroup.procs", json_text(container, "Id")),
              O_WRONLY | O_CLOEXEC);
  inner = fork();
  if (inner < 0) {
    dprintf(tell, "Rfork: %s", reason(errno));
  }
  if (inner == 0) {
    if (ends_with_parent) {
      prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    }
    close(viewer);
    _exit(enter(container, asked, tell, pair[1]));
  }
  close(tell);
  if (terminal_size) {
    close(pair[1]);
    pass_on(receive_file(pair[0]), viewer);
  }
  while (inner > 0 && waitpid(inner, &status, 0) < 0 && errno == EINTR) {
  }
  status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  tell_of(container, "exec_die", id, format("%d", status));
  return status;
}

int start_inside(const struct json *container, char **words, int out) {
  struct asked asked = {exec_options, json_object(), NULL, 1};
  char *id = random_id();
  int tell[2], pid, i;
  while (words[asked.count - 1]) {
    asked.count++;
  }
  asked.arguments = allocate(sizeof *words * (size_t)(asked.count + 1));
  for (i = 0; i <= asked.count - 1; i++) {
    asked.arguments[i + 1] = words[i];
  }
  asked.arguments[0] = (char *)json_text(container, "Id");
  tell_of(container, format("exec_create: %s", words_of(&asked)), id, NULL);
  tell_of(container, format("exec_start: %s", words_of(&asked)), id, NULL);
  pid = fork();
  if (pid == 0) {
    ends_with_parent = 1;
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
    dup2(out, 1);
    dup2(out, 2);
    if (pipe2(tell, O_CLOEXEC) < 0 ||
        open_namespaces((int)json_integer(container, "State.Pid")) < 0) {
      _exit(125);
    }
    _exit(be_shim(container, &asked, id, tell[1], -1));
  }
  return pid;
}

/* Rows and columns of where it is shown, for a terminal of its own. */
static void measure(const struct asked *asked) {
  struct winsize size;
  memset(&size, 0, sizeof size);
  if (option_truth(asked, "tty")) {
    ioctl(1, TIOCGWINSZ, &size);
    terminal_size = json_array();
    json_push(terminal_size, json_number(size.ws_row));
    json_push(terminal_size, json_number(size.ws_col));
  }
}

static int look_in(const struct json *container, const char *id, struct viewer *viewer) {
  viewer->console = 1;
  viewer->redraws = 0;
  if (!look_on(viewer)) {
    return 0;
  }
  tell_of(container, "exec_detach", id, NULL);
  fputs("read escape sequence\n", stderr);
  return 1;
}

static int execute(const struct json *container, const struct asked *asked, struct viewer *viewer) {
  int tell[2], shim, pair[2] = {-1, -1};
  int detached = option_truth(asked, "detach");
  char *problem, *id = random_id();
  measure(asked);
  if (terminal_size && socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) < 0) {
    say_failure("%s", reason(errno));
    return 1;
  }
  if (open_namespaces((int)json_integer(container, "State.Pid")) < 0 ||
      pipe2(tell, O_CLOEXEC) < 0) {
    say_failure("%s", reason(errno));
    return 1;
  }
  tell_of(container, format("exec_create: %s", words_of(asked)), id, NULL);
  tell_of(container, format("exec_start: %s", words_of(asked)), id, NULL);
  fflush(NULL);
  shim = fork();
  if (shim == 0) {
    if (!option_truth(asked, "interactive") || detached) {
      dup2(open("/dev/null", O_RDONLY | O_CLOEXEC), 0);
    }
    if (detached) {
      dup2(open("/dev/null", O_WRONLY | O_CLOEXEC), 1);
      dup2(1, 2);
    }
    close(tell[0]);
    close(pair[0]);
    _exit(be_shim(container, asked, id, tell[1], pair[1]));
  }
  close(tell[1]);
  close(pair[1]);
  all_read(tell[0], &problem);
  if (detached && !*problem) {
    return 0;
  }
  viewer->door = pair[0];
  viewer->types = option_truth(asked, "interactive");
  if (terminal_size && !*problem && look_in(container, id, viewer)) {
    return 1;
  }
  return await(shim, problem);
}

int exec_command(struct asked *asked) {
  failure failed;
  struct viewer viewer;
  struct json *container = find_container(asked->arguments[0], &failed);
  if (container && json_truth(container, "State.Paused")) {
    failed =
        format("Container %s is paused, unpause the container before exec", asked->arguments[0]);
  } else if (container && !is_running(container)) {
    failed = format("container %s is not running", json_text(container, "Id"));
  }
  if (failed) {
    say_failure("%s", failed);
    return 1;
  }
  if (option_truth(asked, "interactive") && option_truth(asked, "tty") && !isatty(0)) {
    fputs("the input device is not a TTY\n", stderr);
    return 1;
  }
  failed = read_keys(option_text(asked, "detach-keys"), &viewer);
  if (failed) {
    say_failure("%s", failed);
    return 1;
  }
  return execute(container, asked, &viewer);
}
