/* Semaphores of System V. */
#ifndef _SYS_SEM_H
#define _SYS_SEM_H

#include <bits/time.h>
#include <bits/types.h>
#include <sys/ipc.h>

struct semid_ds {
  struct ipc_perm sem_perm;
  __time_t sem_otime;
  unsigned long __otime_high;
  __time_t sem_ctime;
  unsigned long __ctime_high;
  unsigned long sem_nsems;
  unsigned long __unused1;
  unsigned long __unused2;
};

struct seminfo {
  int semmap;
  int semmni;
  int semmns;
  int semmnu;
  int semmsl;
  int semopm;
  int semume;
  int semusz;
  int semvmx;
  int semaem;
};

struct sembuf {
  unsigned short sem_num;
  short sem_op;
  short sem_flg;
};

#define SEM_UNDO 0x1000
#define GETPID 11
#define GETVAL 12
#define GETALL 13
#define GETNCNT 14
#define GETZCNT 15
#define SETVAL 16
#define SETALL 17
#define SEM_STAT 18
#define SEM_INFO 19
#define SEM_STAT_ANY 20

int semget(key_t key, int count, int flags);
int semop(int id, struct sembuf *operations, size_t count);
int semtimedop(int id, struct sembuf *operations, size_t count, const struct timespec *limit);
int semctl(int id, int number, int command, ...);

#endif
