/* One after the other where something that is kept is read, changed and written. */
#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <unistd.h>

#include "docker.h"

#define LOCK ENGINE_ROOT "/lock"

static int held;

/* The lock says whose it is: one who has been killed holds nothing. */
static int holder(void) {
  char text[32];
  ssize_t length = readlink(LOCK, text, sizeof text - 1);
  text[length < 0 ? 0 : length] = 0;
  return atoi(text);
}

void lock_store(void) {
  if (held++) {
    return;
  }
  while (symlink(format("%d", (int)getpid()), LOCK) < 0 && errno == EEXIST) {
    int other = holder();
    if (other > 0 && kill(other, 0) < 0 && errno == ESRCH) {
      unlink(LOCK);
    } else {
      poll(NULL, 0, 1);
    }
  }
}

void unlock_store(void) {
  if (!--held) {
    unlink(LOCK);
  }
}
