/* The process beside each container: it starts it, keeps what it prints, and sees it end. */
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sched.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "console.h"
#include "events.h"
#include "health.h"
#include "network.h"
#include "remote.h"
#include "settings.h"

#define NO_TASK "failed to create task for container: "
#define RUNTIME                                             \
  NO_TASK                                                   \
  "failed to create shim task: OCI runtime create failed: " \
  "runc create failed: unable to start container process: "

/* A stream of the container's: where it comes from, where it goes, and its unfinished line. */
struct stream {
  int from, to;
  const char *name;
  char *line;
  size_t length, room;
};

static struct log log_kept;
static struct audience audience;

static void keep_line(struct stream *stream) {
  log_line(&log_kept, stream->name, stream->line, stream->length);
  stream->length = 0;
}

static void keep(struct stream *stream, const char *bytes, ssize_t count) {
  ssize_t i;
  for (i = 0; i < count; i++) {
    if (stream->length + 1 > stream->room) {
      stream->room = stream->room ? 2 * stream->room : 256;
      stream->line = reallocate(stream->line, stream->room);
    }
    stream->line[stream->length++] = bytes[i];
    if (bytes[i] == '\n' || stream->length >= 16384) {
      keep_line(stream);
    }
  }
}

/* Whether more can come. */
static int pass_on(struct stream *stream) {
  char bytes[4096];
  ssize_t count = read(stream->from, bytes, sizeof bytes);
  if (count <= 0) {
    if (stream->length) {
      keep_line(stream);
    }
    close(stream->from);
    if (stream->from == audience.input) {
      audience.input = -1; /* both ways of a terminal are one */
    }
    stream->from = -1;
    return 0;
  }
  show_audience(&audience, *stream->name == 's' && stream->name[3] == 'e' ? 2 : 1, bytes, count);
  if (stream->to >= 0 && write(stream->to, bytes, (size_t)count) < 0) {
    stream->to = -1;
  }
  keep(stream, bytes, count);
  return 1;
}

static int child_pipe[2];

static void note_child(int number) {
  int error = errno;
  (void)number;
  write(child_pipe[1], "", 1);
  errno = error;
}

static int has_ended(int pid, int *status) {
  char some[64];
  read(child_pipe[0], some, sizeof some);
  return waitpid(pid, status, WNOHANG) == pid;
}

static int resolver_of(const char *id, int pid) {
  failure failed;
  const struct json *container = find_container(id, &failed);
  return container && knows_names(container) ? open_resolver(pid) : -1;
}

/* Until it has ended and all that it printed has been passed on. */
static int watch(struct stream *streams, int resolver, const char *id, int pid) {
  int open = (streams[0].from >= 0) + (streams[1].from >= 0), ended = 0, status = 0, i;
  while (open || !ended) {
    int lags = !ended && audience_lags(&audience);
    struct pollfd waits[6 + MOST_ATTACHED] = {{lags ? -1 : streams[0].from, POLLIN, 0},
                                              {lags ? -1 : streams[1].from, POLLIN, 0},
                                              {ended ? -1 : resolver, POLLIN, 0},
                                              {child_pipe[0], POLLIN, 0}};
    if (poll(waits, (nfds_t)(4 + list_audience(&audience, waits + 4)), -1) < 0) {
      continue;
    }
    for (i = 0; i < 2; i++) {
      if (streams[i].from >= 0 && waits[i].revents) {
        open -= !pass_on(&streams[i]);
      }
    }
    hear_audience(&audience, waits + 4);
    if (waits[2].revents) {
      answer_name(resolver, id);
    }
    if (waits[3].revents) {
      ended |= has_ended(pid, &status);
      resolver = ended || resolver >= 0 ? resolver : resolver_of(id, pid);
    }
  }
  return status;
}

static int separate(const struct json *container, const char *option) {
  const char *mode = json_text(container, format("HostConfig.%s", option));
  return strcmp(mode, "host") && !starts_with(mode, "container:");
}

static unsigned long namespaces_of(const struct json *container) {
  unsigned long flags = CLONE_NEWNS;
  flags |= separate(container, "UTSMode") ? CLONE_NEWUTS : 0;
  flags |= separate(container, "IpcMode") ? CLONE_NEWIPC : 0;
  flags |= separate(container, "PidMode") ? CLONE_NEWPID : 0;
  flags |= has_own_network(container) ? CLONE_NEWNET : 0;
  return flags;
}

char *run_file(const struct json *container, const char *name) {
  return format(RUN_ROOT "/%s.%s", json_text(container, "Id"), name);
}

static char *end_file(const struct json *container) { return run_file(container, "end"); }

static char *status_file(const struct json *container) { return run_file(container, "status"); }

/* Whoever waits for the end reads it: there is nothing, and then an end. */
static int hold_end(const struct json *container) {
  char *path = end_file(container);
  make_folders(RUN_ROOT);
  unlink(path);
  mkfifo(path, 0600);
  return open(path, O_RDWR | O_CLOEXEC);
}

/* Whoever waits opens it before the end, since then a container may be removed. */
static void begin_status(const struct json *container) {
  close(open(status_file(container), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600));
}

static void leave_status(const struct json *container, int status) {
  char *path = status_file(container), *text = format("%d", status);
  int file = open(path, O_WRONLY | O_CLOEXEC);
  if (file >= 0) {
    write(file, text, strlen(text));
    close(file);
  }
  unlink(path);
}

int await_end(const struct json *container) {
  char c, text[16] = "";
  failure failed;
  int end, status;
  if (elsewhere) {
    return wait_elsewhere(container);
  }
  status = open(status_file(container), O_RDONLY | O_CLOEXEC);
  end = open(end_file(container), O_RDONLY | O_NONBLOCK | O_CLOEXEC);
  if (end >= 0) {
    fcntl(end, F_SETFL, 0);
    while (read(end, &c, 1) < 0 && errno == EINTR) {
    }
    close(end);
  }
  if (status >= 0) {
    read(status, text, sizeof text - 1);
    close(status);
  }
  if (*text) {
    return atoi(text);
  }
  container = find_container(json_text(container, "Id"), &failed);
  return container ? (int)json_integer(container, "State.ExitCode") : 0;
}

/* Pipes of the shim's and what the new process has of them. */
struct ends {
  int go[2], report[2], out[2], err[2], in, network, ipc, door[2];
};

static void become_container(struct json *container, const struct start *how, struct ends *ends) {
  struct stage stage;
  stage.container = container;
  stage.root = json_text(container, "GraphDriver.Data.MergedDir");
  stage.report = ends->report[1];
  stage.go = ends->go[0];
  stage.door = how->tty ? ends->door[1] : -1;
  stage.network = ends->network;
  stage.ipc = ends->ipc;
  close(ends->go[1]);
  close(ends->report[0]);
  signal(SIGINT, SIG_DFL);
  signal(SIGQUIT, SIG_DFL);
  signal(SIGTERM, SIG_DFL);
  signal(SIGHUP, SIG_DFL);
  signal(SIGPIPE, SIG_DFL);
  signal(SIGCHLD, SIG_DFL);
  signal(SIGUSR1, SIG_DFL);
  if (!how->tty) {
    dup2(ends->in, 0);
    dup2(ends->out[1], 1);
    dup2(ends->err[1], 2);
  }
  begin_stage(&stage);
}

static void note_start(const char *id, int pid, int waited) {
  failure failed;
  struct json *container;
  lock_store();
  container = find_container(id, &failed);
  if (!container) {
    unlock_store();
    return;
  }
  json_set_string(container, "State.Status", "running");
  json_set_boolean(container, "State.Running", 1);
  json_set_boolean(container, "State.Restarting", 0);
  json_set_boolean(container, "State.OOMKilled", 0);
  if (!waited) {
    json_set_number(container, "RestartCount", 0);
  }
  json_set_number(container, "State.Pid", pid);
  json_set_number(container, "State.ExitCode", 0);
  json_set_string(container, "State.Error", "");
  json_set_string(container, "State.StartedAt", time_now());
  begin_health(container);
  keep_container(container);
  tell_of_container(container, "start", NULL);
  unlock_store();
}

static void tell_death(const struct json *container, int code) {
  struct json *more = json_object();
  long long began = seconds_of(json_text(container, "State.StartedAt"));
  json_put(more, "execDuration", json_string(format("%lld", (long long)time(NULL) - began)));
  json_put(more, "exitCode", json_string(format("%d", code)));
  if (json_truth(container, "State.OOMKilled")) {
    tell_of_container(container, "oom", NULL);
  }
  tell_of_volumes(container, "unmount");
  tell_of_container(container, "die", more);
}

static int note_end(const char *id, int status) {
  failure failed;
  int code = WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
  struct json *container;
  lock_store();
  container = find_container(id, &failed);
  if (container) {
    json_set_string(container, "State.Status", "exited");
    json_set_boolean(container, "State.Running", 0);
    json_set_boolean(container, "State.Paused", 0);
    json_set_number(container, "State.Pid", 0);
    json_set_boolean(container, "State.OOMKilled", group_has_been_out_of_memory(container));
    json_set_number(container, "State.ExitCode", code);
    json_set_string(container, "State.FinishedAt", time_now());
    end_health(container);
    kill_all_of(container); /* where its numbers are another's, they outlive the first one */
    forget_addresses(container);
    keep_container(container);
    remove_group(container);
    unshare_memory(container);
    unmount_root(container);
    tell_death(container, code);
    if (json_truth(container, "HostConfig.AutoRemove")) {
      remove_container(container, 0);
    }
  }
  unlock_store();
  return code;
}

/* Somebody who is there already gets the output, or is told of the end. */
static int open_listener(const char *path) {
  int file = open(path, O_WRONLY | O_NONBLOCK | O_CLOEXEC);
  if (file >= 0) {
    fcntl(file, F_SETFL, 0);
  }
  return file;
}

static void tell_end(const char *listener, int code) {
  int file = open_listener(listener);
  if (file >= 0) {
    dprintf(file, "%d", code);
    close(file);
  }
}

static void open_ends(const struct start *how, struct ends *ends, int *kept_open) {
  pipe2(ends->go, O_CLOEXEC);
  pipe2(ends->report, O_CLOEXEC);
  pipe2(ends->out, O_CLOEXEC);
  pipe2(ends->err, O_CLOEXEC);
  socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends->door);
  *kept_open = -1;
  if (how->interactive && how->attached && !how->tty) {
    ends->in = 0;
  } else if (how->interactive) {
    int quiet[2];
    pipe2(quiet, O_CLOEXEC);
    ends->in = quiet[0];
    *kept_open = quiet[1];
    fcntl(quiet[1], F_SETFL, O_NONBLOCK);
  } else {
    ends->in = open("/dev/null", O_RDONLY | O_CLOEXEC);
  }
}

static void prepare_for_signals(void) {
  pipe2(child_pipe, O_CLOEXEC | O_NONBLOCK);
  signal(SIGCHLD, note_child);
  signal(SIGUSR1, note_child); /* it has been put to another network */
  signal(SIGINT, SIG_IGN);
  signal(SIGQUIT, SIG_IGN);
  signal(SIGTERM, SIG_IGN);
  signal(SIGHUP, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
}

/* Puts around the new process what is put from outside, and lets it go on; what failed. */
static char *let_go(struct json *container, const struct start *how, struct ends *ends, int pid,
                    int *resolver) {
  char *problem = enter_group(container, pid), *told;
  if (!problem) {
    problem = attach_container(json_text(container, "Id"), pid);
  }
  if (!problem) {
    tell_of_volumes(container, "mount");
  }
  if (!problem && ends->network < 0 &&
      starts_with(json_text(container, "HostConfig.NetworkMode"), "container:")) {
    problem = format("the network of the other container is not there"); /* this is the host's */
  }
  *resolver = !problem && knows_names(container) ? open_resolver(pid) : -1;
  if (!problem) {
    write(ends->go[1], "", 1);
  }
  close(ends->go[1]);
  return all_read(ends->report[0], &told) > 0 ? told : problem ? format("D%s", problem) : NULL;
}

/* Where its output comes from and what is typed goes to. */
static void join(const struct json *container, const struct start *how, struct ends *ends,
                 struct stream *streams, int kept_open) {
  close(ends->door[1]);
  open_audience(&audience, run_file(container, "attach"));
  if (how->tty) {
    streams[0].from = receive_file(ends->door[0]);
    fcntl(streams[0].from, F_SETFL, O_NONBLOCK);
    audience.input = streams[0].from;
    audience.console = 1;
    admit(&audience, how->door);
  } else {
    streams[0].from = ends->out[0];
    streams[1].from = ends->err[0];
    audience.input = kept_open;
    audience.input_ends = json_truth(container, "Config.StdinOnce");
  }
  close(ends->door[0]);
}

static int give_up(const char *id, int pid, int tell, const char *problem) {
  failure failed;
  struct json *container;
  waitpid(pid, NULL, 0);
  end_proxies();
  lock_store();
  container = find_container(id, &failed);
  if (container) {
    forget_addresses(container);
    keep_container(container);
  }
  unlock_store();
  dprintf(tell, "%s", problem);
  return 125;
}

/* Starts it, tells how that went, and stays until it has ended. */
static int be_shim(struct json *container, const struct start *how, int tell) {
  int direct = how->attached && !how->tty;
  int out = direct && !(how->mutes & 1), err = direct && !(how->mutes & 2);
  struct stream streams[2] = {{-1, out ? 1 : -1, "stdout", NULL, 0, 0},
                              {-1, err ? 2 : -1, "stderr", NULL, 0, 0}};
  struct ends ends;
  char *problem, *id = format("%s", json_text(container, "Id"));
  int pid, status, end = hold_end(container), kept_open, resolver, health;
  time_t began = time(NULL);
  prctl(PR_SET_NAME, "docker-shim", 0, 0, 0);
  prepare_for_signals();
  for (pid = 0; pid < 2 && !how->attached; pid++) {
    streams[pid].to = open_listener(run_file(container, streams[pid].name));
  }
  problem = open_log(&log_kept, container);
  if (problem) {
    dprintf(tell, "D%sfailed to initialize logging driver: %s", NO_TASK, problem);
    return 125;
  }
  problem = check_sysctls(container);
  if (problem) {
    dprintf(tell,
            "D" NO_TASK
            "failed to create shim task: OCI runtime create failed: runc create "
            "failed: %s: unknown",
            problem);
    return 125;
  }
  open_ends(how, &ends, &kept_open);
  ends.network = open_shared_network(container);
  ends.ipc = open_joined(container, "IpcMode", "ipc");
  pid = clone_joined(container, namespaces_of(container) | SIGCHLD);
  if (pid == 0) {
    become_container(container, how, &ends);
  }
  if (pid < 0) {
    dprintf(tell, "D%s", reason(errno));
    return 125;
  }
  close(ends.report[1]);
  close(ends.go[0]);
  close(ends.out[1]);
  close(ends.err[1]);
  problem = let_go(container, how, &ends, pid, &resolver);
  if (problem) {
    return give_up(id, pid, tell, problem);
  }
  join(container, how, &ends, streams, kept_open);
  forget_stop(container);
  begin_status(container);
  note_start(id, pid, how->waited);
  write(tell, "S", 1);
  close(tell);
  container = find_container(id, &problem);
  health = container ? start_health(container) : -1;
  status = watch(streams, resolver, id, pid);
  stop_health(health);
  end_proxies();
  status = note_end(id, status);
  tell_end(run_file(container, "wait"), status);
  leave_status(container, status);
  unlink(end_file(container));
  unlink(run_file(container, "attach"));
  close(end);
  leave_audience(&audience, status);
  start_later(id, how->waited, began);
  return status;
}

static int forwards_to;

static void forward(int number) {
  if (forwards_to > 0) {
    kill(forwards_to, number);
  }
}

void forward_signal(int number, int pid) {
  forwards_to = pid;
  signal(number, forward);
}

static void await_shim(struct json *container, int shim, const struct start *how, int *status) {
  static const int numbers[] = {SIGINT, SIGTERM, SIGHUP, SIGQUIT, SIGUSR1, SIGUSR2};
  failure failed;
  struct json *now = find_container(json_text(container, "Id"), &failed);
  unsigned i;
  int code;
  for (i = 0; i < sizeof numbers / sizeof *numbers && !how->keeps_signals; i++) {
    forward_signal(numbers[i], now ? (int)json_integer(now, "State.Pid") : 0);
  }
  if (how->viewer && look_on(how->viewer)) {
    tell_of_container(container, "detach", NULL);
    *status = 0;
    return;
  }
  while (waitpid(shim, &code, 0) < 0 && errno == EINTR) {
  }
  *status = WIFEXITED(code) ? WEXITSTATUS(code) : 128 + WTERMSIG(code);
}

static failure as_failed(struct json *container, const char *said) {
  failure failed = *said == 'R' ? format(RUNTIME "%s: unknown", said + 1) : format("%s", said + 1);
  remove_group(container);
  unshare_memory(container);
  unmount_root(container);
  json_set_number(container, "State.ExitCode",
                  *said == 'D'                                                ? 128
                  : strstr(said, "not found") || strstr(said, "no such file") ? 127
                  : strstr(said, "permission denied")                         ? 126
                                                                              : 128);
  json_set_string(container, "State.Error", failed);
  keep_container(container);
  if (json_truth(container, "HostConfig.AutoRemove")) {
    remove_container(container, 0);
  }
  return failed;
}

/* A terminal is looked at through a socket, so that who looks on may go and come. */
static struct start as_shown(const struct json *container, const struct start *given) {
  struct start how = *given;
  int pair[2];
  how.tty = json_truth(container, "Config.Tty");
  if (how.tty && how.attached && how.viewer &&
      socketpair(AF_UNIX, SOCK_SEQPACKET | SOCK_CLOEXEC, 0, pair) == 0) {
    how.viewer->door = pair[0];
    how.viewer->console = 1;
    how.viewer->types = how.interactive;
    how.viewer->redraws = 0;
    how.door = pair[1];
  } else {
    how.viewer = NULL;
  }
  return how;
}

failure start_container(struct json *container, const struct start *given, int *status) {
  int tell[2], shim;
  char *said;
  struct start shown = as_shown(container, given), *how = &shown;
  failure failed = mount_root(container);
  if (failed) {
    return failed;
  }
  failed = check_devices(container);
  failed = failed ? failed : check_joined(container);
  failed = failed ? failed : share_memory(container);
  failed = failed ? failed : make_group(container);
  if (failed || pipe2(tell, O_CLOEXEC) < 0) {
    return as_failed(container, format("D%s", failed ? failed : format("pipe: %s", reason(errno))));
  }
  fflush(NULL);
  shim = fork();
  if (shim == 0) {
    close(tell[0]);
    setsid();
    if (how->viewer) {
      close(how->viewer->door);
    }
    if (!how->attached || how->tty) {
      int nothing = open("/dev/null", O_RDWR);
      dup2(nothing, 0);
      dup2(nothing, 1);
      dup2(nothing, 2);
    }
    _exit(be_shim(container, how, tell[1]));
  }
  close(tell[1]);
  read(tell[0], said = format(" "), 1);
  if (*said != 'S') {
    char *rest;
    int code;
    all_read(tell[0], &rest);
    waitpid(shim, &code, 0);
    return as_failed(container, format("%c%s", *said, rest));
  }
  close(tell[0]);
  if (how->attached) {
    if (how->door >= 0) {
      close(how->door);
    }
    await_shim(container, shim, how, status);
  }
  return NULL;
}
