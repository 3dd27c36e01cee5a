/* Objects of System V: all calls are one of the kernel, with the number of the operation. */
#include <stdarg.h>
#include <stddef.h>
#include <sys/msg.h>
#include <sys/sem.h>
#include <sys/shm.h>
#include <sys/stat.h>

#include "../internal/syscall.h"

enum {
  SEMOP = 1,
  SEMGET = 2,
  SEMCTL = 3,
  MSGSND = 11,
  MSGRCV = 12,
  MSGGET = 13,
  MSGCTL = 14,
  SHMAT = 21,
  SHMDT = 22,
  SHMGET = 23,
  SHMCTL = 24,
  /* The structures are those with 32 bits for users and groups. */
  IPC_64 = 0x100
};

key_t ftok(const char *path, int project) {
  struct stat status;
  if (stat(path, &status) < 0) {
    return -1;
  }
  return (key_t)((status.st_ino & 0xffff) | (status.st_dev & 0xff) << 16 |
                 ((unsigned)project & 0xff) << 24);
}

int semget(key_t key, int count, int flags) {
  return SYSCALL(SYS_ipc, SEMGET, key, count, flags, 0, 0);
}

int semop(int id, struct sembuf *operations, size_t count) {
  return SYSCALL(SYS_ipc, SEMOP, id, count, 0, operations, 0);
}

/* The last argument is a word, whichever member of the union it is. */
int semctl(int id, int number, int command, ...) {
  va_list list;
  long word;
  va_start(list, command);
  word = va_arg(list, long);
  va_end(list);
  return SYSCALL(SYS_ipc, SEMCTL, id, number, command | IPC_64, &word, 0);
}

int msgget(key_t key, int flags) { return SYSCALL(SYS_ipc, MSGGET, key, flags, 0, 0, 0); }

int msgsnd(int id, const void *message, size_t size, int flags) {
  return SYSCALL(SYS_ipc, MSGSND, id, size, flags, message, 0);
}

ssize_t msgrcv(int id, void *message, size_t size, long type, int flags) {
  struct {
    void *message;
    long type;
  } both = {message, type};
  return SYSCALL(SYS_ipc, MSGRCV, id, size, flags, &both, 0);
}

int msgctl(int id, int command, struct msqid_ds *data) {
  return SYSCALL(SYS_ipc, MSGCTL, id, command | IPC_64, 0, data, 0);
}

int shmget(key_t key, size_t size, int flags) {
  return SYSCALL(SYS_ipc, SHMGET, key, size, flags, 0, 0);
}

void *shmat(int id, const void *address, int flags) {
  unsigned long result = 0;
  int error = SYSCALL(SYS_ipc, SHMAT, id, flags, &result, address, 0);
  return error < 0 ? (void *)-1 : (void *)result;
}

int shmdt(const void *address) { return SYSCALL(SYS_ipc, SHMDT, 0, 0, 0, address, 0); }

int shmctl(int id, int command, struct shmid_ds *data) {
  return SYSCALL(SYS_ipc, SHMCTL, id, command | IPC_64, 0, data, 0);
}
