#include <errno.h>
#include <signal.h>

int sigemptyset(sigset_t *set) {
  set->__bits[0] = 0;
  set->__bits[1] = 0;
  return 0;
}

int sigfillset(sigset_t *set) {
  set->__bits[0] = 0xffffffff;
  set->__bits[1] = 0xffffffff;
  return 0;
}

static int refuse(int number) {
  if (number >= 1 && number < _NSIG) {
    return 0;
  }
  errno = EINVAL;
  return 1;
}

int sigaddset(sigset_t *set, int number) {
  if (refuse(number)) {
    return -1;
  }
  set->__bits[(number - 1) / 32] |= 1UL << ((number - 1) % 32);
  return 0;
}

int sigdelset(sigset_t *set, int number) {
  if (refuse(number)) {
    return -1;
  }
  set->__bits[(number - 1) / 32] &= ~(1UL << ((number - 1) % 32));
  return 0;
}

int sigismember(const sigset_t *set, int number) {
  if (refuse(number)) {
    return -1;
  }
  return set->__bits[(number - 1) / 32] >> ((number - 1) % 32) & 1;
}

int sigisemptyset(const sigset_t *set) { return !set->__bits[0] && !set->__bits[1]; }
