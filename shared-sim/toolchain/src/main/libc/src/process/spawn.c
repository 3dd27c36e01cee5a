/* posix_spawn: a child that does what it is told and becomes the program; what went wrong comes
   back through a pipe that a program's start closes. */
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum kind { ACT_OPEN, ACT_CLOSE, ACT_DUP, ACT_CHDIR, ACT_FCHDIR };

struct __spawn_action {
  enum kind kind;
  int descriptor, other; /* the second for dup2; flags for open */
  mode_t mode;
  char *path;
};

static int open_at(const struct __spawn_action *action) {
  int opened = open(action->path, action->other, action->mode);
  if (opened < 0 || opened == action->descriptor) {
    return opened;
  }
  if (dup2(opened, action->descriptor) < 0) {
    return -1;
  }
  return close(opened);
}

static int act(const struct __spawn_action *action, int *report) {
  if (*report == action->descriptor && action->kind != ACT_CHDIR) { /* out of the way */
    *report = fcntl(*report, F_DUPFD_CLOEXEC, 3);
  }
  switch (action->kind) {
    case ACT_OPEN: return open_at(action);
    case ACT_CLOSE: return close(action->descriptor) < 0 && errno != EBADF ? -1 : 0;
    case ACT_CHDIR: return chdir(action->path);
    case ACT_FCHDIR: return fchdir(action->descriptor);
    default:
      if (*report == action->other) {
        *report = fcntl(*report, F_DUPFD_CLOEXEC, 3);
      }
      if (action->descriptor == action->other) {
        return fcntl(action->descriptor, F_SETFD, 0);
      }
      return dup2(action->descriptor, action->other);
  }
}

static int prepare(const posix_spawnattr_t *attributes) {
  struct sigaction standard;
  int number, flags = attributes->__flags;
  memset(&standard, 0, sizeof standard);
  standard.sa_handler = SIG_DFL;
  for (number = 1; number < NSIG; number++) {
    if (flags & POSIX_SPAWN_SETSIGDEF && sigismember(&attributes->__default, number) == 1) {
      sigaction(number, &standard, NULL);
    }
  }
  if (flags & POSIX_SPAWN_SETSID && setsid() < 0) {
    return -1;
  }
  if (flags & POSIX_SPAWN_SETPGROUP && setpgid(0, attributes->__group) < 0) {
    return -1;
  }
  if (flags & POSIX_SPAWN_SETSCHEDULER
          ? sched_setscheduler(0, attributes->__policy, &attributes->__parameters) < 0
          : flags & POSIX_SPAWN_SETSCHEDPARAM &&
                sched_setparam(0, &attributes->__parameters) < 0) {
    return -1;
  }
  if (flags & POSIX_SPAWN_RESETIDS && (setegid(getgid()) < 0 || seteuid(getuid()) < 0)) {
    return -1;
  }
  return 0;
}

static void become(const char *file, int by_path, const posix_spawn_file_actions_t *actions,
                   const posix_spawnattr_t *attributes, char *const arguments[],
                   char *const environment[], int report) {
  int i, failed = attributes && prepare(attributes) < 0;
  for (i = 0; actions && i < actions->__count && !failed; i++) {
    failed = act(&actions->__actions[i], &report) < 0;
  }
  if (!failed) {
    if (attributes && attributes->__flags & POSIX_SPAWN_SETSIGMASK) {
      sigprocmask(SIG_SETMASK, &attributes->__mask, NULL);
    }
    if (by_path) {
      execvpe(file, arguments, environment);
    } else {
      execve(file, arguments, environment);
    }
  }
  write(report, &errno, sizeof errno);
  _exit(127);
}

static int spawn(pid_t *pid, const char *file, int by_path,
                 const posix_spawn_file_actions_t *actions, const posix_spawnattr_t *attributes,
                 char *const arguments[], char *const environment[]) {
  int ends[2], error = 0, before = errno;
  pid_t child;
  if (pipe2(ends, O_CLOEXEC) < 0) {
    return errno;
  }
  child = fork();
  if (child == 0) {
    close(ends[0]);
    become(file, by_path, actions, attributes, arguments, environment, ends[1]);
  }
  close(ends[1]);
  if (child < 0) {
    error = errno;
  } else if (read(ends[0], &error, sizeof error) == sizeof error) {
    waitpid(child, NULL, 0);
  } else {
    error = 0;
    if (pid) {
      *pid = child;
    }
  }
  close(ends[0]);
  errno = before;
  return error;
}

int posix_spawn(pid_t *restrict pid, const char *restrict path,
                const posix_spawn_file_actions_t *actions,
                const posix_spawnattr_t *restrict attributes, char *const arguments[],
                char *const environment[]) {
  return spawn(pid, path, 0, actions, attributes, arguments, environment);
}

int posix_spawnp(pid_t *restrict pid, const char *restrict file,
                 const posix_spawn_file_actions_t *actions,
                 const posix_spawnattr_t *restrict attributes, char *const arguments[],
                 char *const environment[]) {
  return spawn(pid, file, 1, actions, attributes, arguments, environment);
}

int posix_spawn_file_actions_init(posix_spawn_file_actions_t *actions) {
  actions->__count = 0;
  actions->__actions = NULL;
  return 0;
}

int posix_spawn_file_actions_destroy(posix_spawn_file_actions_t *actions) {
  while (actions->__count > 0) {
    free(actions->__actions[--actions->__count].path);
  }
  free(actions->__actions);
  return posix_spawn_file_actions_init(actions);
}

static int add(posix_spawn_file_actions_t *actions, enum kind kind, int descriptor, int other,
               const char *path, mode_t mode) {
  size_t size = ((size_t)actions->__count + 1) * sizeof *actions->__actions;
  struct __spawn_action *longer, *action;
  if (kind != ACT_CHDIR && (descriptor < 0 || (kind == ACT_DUP && other < 0))) {
    return EBADF;
  }
  longer = realloc(actions->__actions, size);
  if (!longer) {
    return ENOMEM;
  }
  actions->__actions = longer;
  action = &longer[actions->__count];
  action->kind = kind;
  action->descriptor = descriptor;
  action->other = other;
  action->mode = mode;
  action->path = path ? strdup(path) : NULL;
  if (path && !action->path) {
    return ENOMEM;
  }
  actions->__count++;
  return 0;
}

int posix_spawn_file_actions_addopen(posix_spawn_file_actions_t *restrict actions, int descriptor,
                                     const char *restrict path, int flags, mode_t mode) {
  return add(actions, ACT_OPEN, descriptor, flags, path, mode);
}

int posix_spawn_file_actions_addclose(posix_spawn_file_actions_t *actions, int descriptor) {
  return add(actions, ACT_CLOSE, descriptor, 0, NULL, 0);
}

int posix_spawn_file_actions_adddup2(posix_spawn_file_actions_t *actions, int descriptor,
                                     int other) {
  return add(actions, ACT_DUP, descriptor, other, NULL, 0);
}

int posix_spawn_file_actions_addchdir_np(posix_spawn_file_actions_t *restrict actions,
                                         const char *restrict path) {
  return add(actions, ACT_CHDIR, -1, 0, path, 0);
}

int posix_spawn_file_actions_addfchdir_np(posix_spawn_file_actions_t *actions, int descriptor) {
  return add(actions, ACT_FCHDIR, descriptor, 0, NULL, 0);
}
