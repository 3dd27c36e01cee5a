/* dockerd: the engine behind a socket. Each connection has a process of its own. */
#include <errno.h>
#include <grp.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include "commands.h"
#include "http.h"

#define PID_FILE "/var/run/docker.pid"

static struct sockaddr_un address;

static void say(const char *level, const char *text) {
  fprintf(stderr, "time=\"%s\" level=%s msg=\"%s\"\n", time_now(), level, text);
}

static void finish(int number) {
  (void)number;
  unlink(SOCKET_PATH);
  unlink(PID_FILE);
  _exit(0);
}

static int give_up(const char *text) {
  fprintf(stderr, "failed to start daemon: %s\n", text);
  return 1;
}

static int is_answered(void) {
  int door = socket(AF_UNIX, SOCK_STREAM, 0);
  int answered = connect(door, (struct sockaddr *)&address, sizeof address) == 0;
  close(door);
  return answered;
}

static int open_door(void) {
  struct group *group = getgrnam("docker");
  int door = socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0), failed;
  mode_t before = umask(0777);
  unlink(SOCKET_PATH);
  failed = bind(door, (struct sockaddr *)&address, sizeof address) < 0;
  umask(before);
  if (failed || chown(SOCKET_PATH, 0, group ? group->gr_gid : 0) < 0 ||
      chmod(SOCKET_PATH, 0660) < 0 || listen(door, 16) < 0) {
    return -1;
  }
  return door;
}

static void serve(int door) {
  for (;;) {
    int connection = accept4(door, NULL, NULL, SOCK_CLOEXEC);
    if (connection < 0) {
      continue;
    }
    if (fork() == 0) {
      signal(SIGCHLD, SIG_DFL);
      signal(SIGTERM, SIG_DFL);
      signal(SIGINT, SIG_DFL);
      close(door);
      serve_request(connection);
      _exit(0);
    }
    close(connection);
  }
}

int daemon_main(int count, char **arguments) {
  int door;
  if (count > 1 && (!strcmp(arguments[1], "-v") || !strcmp(arguments[1], "--version"))) {
    puts("Docker version " VERSION ", build cloister");
    return 0;
  }
  if (count > 1) {
    fprintf(stderr, "dockerd: this engine's daemon has no options yet: %s\n", arguments[1]);
    return 1;
  }
  if (geteuid()) {
    return give_up(
        "dockerd needs to be started with root privileges. To run dockerd in rootless "
        "mode as an unprivileged user, see https://docs.docker.com/go/rootless/");
  }
  address.sun_family = AF_UNIX;
  strcpy(address.sun_path, SOCKET_PATH);
  make_folders(RUN_ROOT);
  make_folders("/var");
  symlink("/run", "/var/run");
  if (is_answered()) {
    return give_up(format("process with PID %d is still running", atoi(read_file(PID_FILE))));
  }
  door = open_door();
  if (door < 0) {
    return give_up(format("can't create unix socket " SOCKET_PATH ": %s", reason(errno)));
  }
  write_file(PID_FILE, format("%d", (int)getpid()), 0644);
  signal(SIGCHLD, SIG_IGN);
  signal(SIGPIPE, SIG_IGN);
  signal(SIGTERM, finish);
  signal(SIGINT, finish);
  say("info", "API listen on " SOCKET_PATH);
  serve(door);
  return 0;
}
