/* script(1): a session on a pseudo-terminal of its own, and what it prints in a file. */
#include <errno.h>
#include <fcntl.h>
#include <getopt.h>
#include <poll.h>
#include <pty.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>

#include "programs.h"

static const char *command;
static int appends, returns, flushes, quiet, forced;
static FILE *record;
static struct termios before;
static int on_terminal;

static const struct option options[] = {
    {"append", no_argument, NULL, 'a'}, {"command", required_argument, NULL, 'c'},
    {"return", no_argument, NULL, 'e'}, {"flush", no_argument, NULL, 'f'},
    {"force", no_argument, NULL, 'F'},  {"log-out", required_argument, NULL, 'O'},
    {"quiet", no_argument, NULL, 'q'},  {NULL, 0, NULL, 0}};

static const char *now(void) {
  static char text[40];
  time_t seconds = time(NULL);
  size_t length = strftime(text, sizeof text - 1, "%Y-%m-%d %H:%M:%S%z", localtime(&seconds));
  memmove(text + length - 1, text + length - 2, 3);
  text[length - 2] = ':';
  return text;
}

static void begin_record(void) {
  struct winsize size;
  fprintf(record, "Script started on %s [", now());
  if (command) {
    fprintf(record, "COMMAND=\"%s\" ", command);
  }
  if (on_terminal) {
    ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
    if (getenv("TERM")) {
      fprintf(record, "TERM=\"%s\" ", getenv("TERM"));
    }
    fprintf(record, "TTY=\"%s\" COLUMNS=\"%d\" LINES=\"%d\"", ttyname(STDIN_FILENO),
            size.ws_col ? size.ws_col : -1, size.ws_row ? size.ws_row : -1);
  } else {
    fputs("<not executed on terminal>", record);
  }
  fputs("]\n", record);
}

static void run(void) {
  const char *shell = getenv("SHELL") ? getenv("SHELL") : "/bin/sh";
  sigset_t none;
  sigemptyset(&none);
  sigprocmask(SIG_SETMASK, &none, NULL);
  fclose(record);
  if (command) {
    execl(shell, last_name(shell), "-c", command, (char *)NULL);
  } else {
    execl(shell, last_name(shell), "-i", (char *)NULL);
  }
  die(errno == ENOENT ? 127 : 126, "failed to execute %s: %m", shell);
}

static void write_all(int to, const char *bytes, ssize_t count) {
  while (count > 0) {
    ssize_t done = write(to, bytes, count);
    if (done < 0) {
      return;
    }
    bytes += done;
    count -= done;
  }
}

/* What the session prints goes to the screen and into the file; 0 when there is no more. */
static int pass_on(int master) {
  char bytes[4096];
  ssize_t count = read(master, bytes, sizeof bytes);
  if (count <= 0) {
    return 0;
  }
  write_all(STDOUT_FILENO, bytes, count);
  fwrite(bytes, 1, count, record);
  if (flushes) {
    fflush(record);
  }
  return 1;
}

/* What was typed and has not gone into the session yet. */
static char typed[1024];
static size_t typed_count;

/* A session that reads nothing takes nothing: the rest waits for it. */
static void send_typed(int master) {
  ssize_t done = write(master, typed, typed_count);
  if (done < 0 && errno != EAGAIN && errno != EINTR) {
    typed_count = 0;
  } else if (done > 0) {
    typed_count -= done;
    memmove(typed, typed + done, typed_count);
  }
}

/* 0 when no more can be typed; the session is told so as a terminal does it. */
static int take_typed(void) {
  ssize_t count = read(STDIN_FILENO, typed, sizeof typed);
  if (count <= 0) {
    typed[0] = 4;
  }
  typed_count = count > 0 ? count : 1;
  return count > 0;
}

static void resize(int master) {
  struct winsize size;
  if (on_terminal && ioctl(STDIN_FILENO, TIOCGWINSZ, &size) == 0) {
    ioctl(master, TIOCSWINSZ, &size);
  }
}

/* Until the session's first process ends, whoever has the terminal still. */
static int follow(int master, int signals, pid_t child) {
  struct pollfd files[3] = {{STDIN_FILENO, POLLIN, 0}, {master, POLLIN, 0}, {signals, POLLIN, 0}};
  struct signalfd_siginfo info;
  int status, more = 1;
  fcntl(master, F_SETFL, O_NONBLOCK);
  for (;;) {
    files[0].fd = more && typed_count == 0 ? STDIN_FILENO : -1;
    files[1].events = typed_count > 0 ? POLLIN | POLLOUT : POLLIN;
    if (poll(files, 3, -1) < 0) {
      continue;
    }
    if (files[1].revents & POLLOUT) {
      send_typed(master);
    }
    if (files[1].revents & ~POLLOUT && !pass_on(master)) {
      files[1].fd = -1;
    }
    if (files[0].revents) {
      more = take_typed();
    }
    if (files[2].revents && read(signals, &info, sizeof info) == sizeof info) {
      if (info.ssi_signo == SIGWINCH) {
        resize(master);
      } else if (waitpid(child, &status, WNOHANG) == child) {
        break;
      }
    }
  }
  while (pass_on(master)) {
  }
  return WIFSIGNALED(status) ? 128 + WTERMSIG(status) : WEXITSTATUS(status);
}

static int record_session(void) {
  struct termios raw;
  struct winsize size;
  sigset_t set;
  int master, signals, status;
  pid_t child;
  sigemptyset(&set);
  sigaddset(&set, SIGCHLD);
  sigaddset(&set, SIGWINCH);
  sigprocmask(SIG_BLOCK, &set, NULL);
  if ((signals = signalfd(-1, &set, SFD_CLOEXEC)) < 0) {
    die(1, "cannot create signal file: %m");
  }
  if (on_terminal) {
    ioctl(STDIN_FILENO, TIOCGWINSZ, &size);
  }
  child = forkpty(&master, NULL, on_terminal ? &before : NULL, on_terminal ? &size : NULL);
  if (child < 0) {
    die(1, "failed to create pseudo-terminal: %m");
  }
  if (child == 0) {
    run();
  }
  begin_record();
  if (on_terminal) {
    raw = before;
    cfmakeraw(&raw);
    tcsetattr(STDIN_FILENO, TCSANOW, &raw);
  }
  status = follow(master, signals, child);
  if (on_terminal) {
    tcsetattr(STDIN_FILENO, TCSADRAIN, &before);
  }
  fprintf(record, "\nScript done on %s [COMMAND_EXIT_CODE=\"%d\"]\n", now(), status);
  return status;
}

int script_main(int count, char **arguments) {
  const char *name = NULL;
  struct stat file;
  int option, status = 1;
  while ((option = getopt_long(count, arguments, "ac:efO:q", options, NULL)) != -1) {
    switch (option) {
      case 'a':
        appends = 1;
        break;
      case 'c':
        command = optarg;
        break;
      case 'e':
        returns = 1;
        break;
      case 'f':
        flushes = 1;
        break;
      case 'F':
        forced = 1;
        break;
      case 'O':
        name = optarg;
        break;
      case 'q':
        quiet = 1;
        break;
      default:
        try_help(1);
    }
  }
  if (!name && optind < count) {
    name = arguments[optind++];
  }
  if (optind < count) {
    warn("unexpected number of arguments");
    try_help(1);
  }
  if (!name) {
    name = "typescript";
    if (!forced && lstat(name, &file) == 0 && S_ISLNK(file.st_mode)) {
      die(1,
          "output file `%s' is a link\nUse --force if you really want to use it.\n"
          "Program not started.",
          name);
    }
  }
  on_terminal = tcgetattr(STDIN_FILENO, &before) == 0;
  if (!quiet) {
    printf("Script started, output log file is '%s'.\n", name);
    fflush(stdout);
  }
  record = fopen(name, appends ? "a" : "w");
  if (record) {
    status = record_session();
  } else {
    warn_errno("cannot open %s", name);
  }
  if (!quiet) {
    puts("Script done.");
  }
  if (!record) {
    return 1;
  }
  fclose(record);
  return returns ? status : 0;
}
