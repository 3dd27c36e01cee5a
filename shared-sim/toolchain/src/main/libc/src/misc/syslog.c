/* Messages to whoever listens at /dev/log, as RFC 3164 writes them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <syslog.h>
#include <time.h>
#include <unistd.h>

enum { MOST = 1024 };

static const char *ident;
static int options;
static int default_facility = LOG_USER;
static int mask = 0xff;
static int log_socket = -1;

static void connect_log(void) {
  struct sockaddr_un address = {AF_UNIX, "/dev/log"};
  if (log_socket >= 0) {
    return;
  }
  log_socket = socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (log_socket >= 0 &&
      connect(log_socket, (struct sockaddr *)&address, sizeof address) < 0) {
    close(log_socket);
    log_socket = -1;
  }
}

void openlog(const char *name, int how, int facility) {
  ident = name;
  options = how;
  if (facility && !(facility & ~LOG_FACMASK)) {
    default_facility = facility;
  }
  if (how & LOG_NDELAY) {
    connect_log();
  }
}

void closelog(void) {
  if (log_socket >= 0) {
    close(log_socket);
  }
  log_socket = -1;
  ident = NULL;
  options = 0;
}

int setlogmask(int priorities) {
  int before = mask;
  if (priorities) {
    mask = priorities;
  }
  return before;
}

static size_t least(int length, size_t size) {
  return length < 0 ? 0 : (size_t)length < size ? (size_t)length : size - 1;
}

void vsyslog(int priority, const char *format, va_list list) {
  char text[MOST], when[20], process[16] = "";
  int error = errno;
  time_t now = time(NULL);
  size_t head, body;
  int begin = 0;
  if (!(mask & LOG_MASK(LOG_PRI(priority)))) {
    return;
  }
  if (!(priority & LOG_FACMASK)) {
    priority |= default_facility;
  }
  if (options & LOG_PID) {
    snprintf(process, sizeof process, "[%d]", getpid());
  }
  strftime(when, sizeof when, "%b %e %T", localtime(&now));
  head = least(snprintf(text, sizeof text, "<%d>%s %n%s%s: ", priority, when, &begin,
                        ident ? ident : program_invocation_short_name, process),
               sizeof text);
  errno = error;
  body = least(vsnprintf(text + head, sizeof text - head, format, list), sizeof text - head);
  if (options & LOG_PERROR) {
    dprintf(STDERR_FILENO, "%s%s", text + begin,
            body && text[head + body - 1] == '\n' ? "" : "\n");
  }
  connect_log();
  if (log_socket < 0 || send(log_socket, text, head + body + 1, MSG_NOSIGNAL) < 0) {
    if (log_socket >= 0) {
      close(log_socket);
      log_socket = -1;
    }
  }
  errno = error;
}

void syslog(int priority, const char *format, ...) {
  va_list list;
  va_start(list, format);
  vsyslog(priority, format, list);
  va_end(list);
}
