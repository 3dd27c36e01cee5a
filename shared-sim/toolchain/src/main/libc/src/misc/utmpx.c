/* The file of those who are logged in: one record after the other. */
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>
#include <utmpx.h>

static char path[256] = _PATH_UTMPX;
static int file = -1;
static struct utmpx current;

int utmpxname(const char *name) {
  if (strlen(name) >= sizeof path) {
    errno = ENAMETOOLONG;
    return -1;
  }
  strcpy(path, name);
  endutxent();
  return 0;
}

void setutxent(void) {
  if (file < 0) {
    file = open(path, O_RDWR | O_CLOEXEC);
    if (file < 0) {
      file = open(path, O_RDONLY | O_CLOEXEC);
    }
  } else {
    lseek(file, 0, SEEK_SET);
  }
}

void endutxent(void) {
  if (file >= 0) {
    close(file);
  }
  file = -1;
}

struct utmpx *getutxent(void) {
  if (file < 0) {
    setutxent();
  }
  return file >= 0 && read(file, &current, sizeof current) == sizeof current ? &current : NULL;
}

static int is_process(int type) { return type >= INIT_PROCESS && type <= DEAD_PROCESS; }

struct utmpx *getutxid(const struct utmpx *entry) {
  struct utmpx *one;
  while ((one = getutxent())) {
    if (is_process(entry->ut_type)
            ? is_process(one->ut_type) && memcmp(one->ut_id, entry->ut_id, sizeof one->ut_id) == 0
            : one->ut_type == entry->ut_type) {
      return one;
    }
  }
  errno = ESRCH;
  return NULL;
}

struct utmpx *getutxline(const struct utmpx *entry) {
  struct utmpx *one;
  while ((one = getutxent())) {
    if ((one->ut_type == USER_PROCESS || one->ut_type == LOGIN_PROCESS) &&
        strncmp(one->ut_line, entry->ut_line, sizeof one->ut_line) == 0) {
      return one;
    }
  }
  errno = ESRCH;
  return NULL;
}

struct utmpx *pututxline(const struct utmpx *entry) {
  struct utmpx copy = *entry;
  if (file < 0) {
    setutxent();
  }
  if (file < 0) {
    return NULL;
  }
  if (getutxid(&copy)) {
    lseek(file, -(off_t)sizeof copy, SEEK_CUR);
  } else {
    lseek(file, 0, SEEK_END);
  }
  if (write(file, &copy, sizeof copy) != sizeof copy) {
    return NULL;
  }
  current = copy;
  return &current;
}

void updwtmpx(const char *name, const struct utmpx *entry) {
  int log = open(name, O_WRONLY | O_APPEND | O_CLOEXEC);
  if (log >= 0) {
    write(log, entry, sizeof *entry);
    close(log);
  }
}
