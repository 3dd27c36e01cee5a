/* Message queues of POSIX: the kernel knows their names without the slash. */
#include <errno.h>
#include <mqueue.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <unistd.h>

#include "../internal/syscall.h"

mqd_t mq_open(const char *name, int flags, ...) {
  mode_t mode = 0;
  struct mq_attr *attributes = NULL;
  va_list list;
  if (*name != '/') {
    errno = EINVAL;
    return -1;
  }
  va_start(list, flags);
  if (flags & O_CREAT) {
    mode = va_arg(list, mode_t);
    attributes = va_arg(list, struct mq_attr *);
  }
  va_end(list);
  return SYSCALL(SYS_mq_open, name + 1, flags, mode, attributes);
}

int mq_close(mqd_t queue) { return close(queue); }

int mq_unlink(const char *name) {
  if (*name != '/') {
    errno = EINVAL;
    return -1;
  }
  return SYSCALL(SYS_mq_unlink, name + 1);
}

/* A time as the calls with 64 bits take it; NULL for none. */
static const int64_t *wide(const struct timespec *until, int64_t *words) {
  if (!until) {
    return NULL;
  }
  words[0] = until->tv_sec;
  words[1] = until->tv_nsec;
  return words;
}

int mq_timedsend(mqd_t queue, const char *text, size_t size, unsigned priority,
                 const struct timespec *until) {
  int64_t words[2];
  return SYSCALL(SYS_mq_timedsend_time64, queue, text, size, priority, wide(until, words));
}

int mq_send(mqd_t queue, const char *text, size_t size, unsigned priority) {
  return mq_timedsend(queue, text, size, priority, NULL);
}

ssize_t mq_timedreceive(mqd_t queue, char *text, size_t size, unsigned *priority,
                        const struct timespec *until) {
  int64_t words[2];
  return SYSCALL(SYS_mq_timedreceive_time64, queue, text, size, priority, wide(until, words));
}

ssize_t mq_receive(mqd_t queue, char *text, size_t size, unsigned *priority) {
  return mq_timedreceive(queue, text, size, priority, NULL);
}

int mq_notify(mqd_t queue, const struct sigevent *wish) {
  return SYSCALL(SYS_mq_notify, queue, wish);
}

int mq_getattr(mqd_t queue, struct mq_attr *attributes) {
  return SYSCALL(SYS_mq_getsetattr, queue, NULL, attributes);
}

int mq_setattr(mqd_t queue, const struct mq_attr *attributes, struct mq_attr *before) {
  return SYSCALL(SYS_mq_getsetattr, queue, attributes, before);
}
