/* Objects of System V. */
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>

#include "../internal/syscall.h"

key_t ftok(const char *path, int project) {
  struct stat status;
  if (stat(path, &status) < 0) {
    return -1;
  }
  return (key_t)((status.st_ino & 0xffff) | (status.st_dev & 0xff) << 16 |
                 ((unsigned)project & 0xff) << 24);
}

int semget(key_t key, int count, int flags) { return SYSCALL(SYS_semget, key, count, flags); }

int semop(int id, struct sembuf *operations, size_t count) {
  return SYSCALL(SYS_semtimedop_time64, id, operations, count, NULL);
}

int semtimedop(int id, struct sembuf *operations, size_t count, const struct timespec *limit) {
  int64_t wide[2];
  if (limit) {
    wide[0] = limit->tv_sec;
    wide[1] = limit->tv_nsec;
  }
  return SYSCALL(SYS_semtimedop_time64, id, operations, count, limit ? wide : NULL);
}

/* The last argument is a word, whichever member of the union it is. */
int semctl(int id, int number, int command, ...) {
  va_list list;
  long word;
  va_start(list, command);
  word = va_arg(list, long);
  va_end(list);
  return SYSCALL(SYS_semctl, id, number, command, word);
}

int msgget(key_t key, int flags) { return SYSCALL(SYS_msgget, key, flags); }

int msgsnd(int id, const void *message, size_t size, int flags) {
  return SYSCALL(SYS_msgsnd, id, message, size, flags);
}

ssize_t msgrcv(int id, void *message, size_t size, long type, int flags) {
  return SYSCALL(SYS_msgrcv, id, message, size, type, flags);
}

int msgctl(int id, int command, struct msqid_ds *data) {
  return SYSCALL(SYS_msgctl, id, command, data);
}

int shmget(key_t key, size_t size, int flags) { return SYSCALL(SYS_shmget, key, size, flags); }

void *shmat(int id, const void *address, int flags) {
  return (void *)SYSCALL(SYS_shmat, id, address, flags);
}

int shmdt(const void *address) { return SYSCALL(SYS_shmdt, address); }

int shmctl(int id, int command, struct shmid_ds *data) {
  return SYSCALL(SYS_shmctl, id, command, data);
}
