/* Message queues of System V. */
#ifndef _SYS_MSG_H
#define _SYS_MSG_H

#include <bits/types.h>
#include <sys/ipc.h>

typedef unsigned long msgqnum_t;
typedef unsigned long msglen_t;

struct msqid_ds {
  struct ipc_perm msg_perm;
  __time_t msg_stime;
  unsigned long __stime_high;
  __time_t msg_rtime;
  unsigned long __rtime_high;
  __time_t msg_ctime;
  unsigned long __ctime_high;
  unsigned long msg_cbytes;
  msgqnum_t msg_qnum;
  msglen_t msg_qbytes;
  pid_t msg_lspid;
  pid_t msg_lrpid;
  unsigned long __unused1;
  unsigned long __unused2;
};
#define __msg_cbytes msg_cbytes

struct msginfo {
  int msgpool;
  int msgmap;
  int msgmax;
  int msgmnb;
  int msgmni;
  int msgssz;
  int msgtql;
  unsigned short msgseg;
};

struct msgbuf {
  long mtype;
  char mtext[1];
};

#define MSG_NOERROR 010000
#define MSG_EXCEPT 020000
#define MSG_STAT 11
#define MSG_INFO 12
#define MSG_STAT_ANY 13
#define MSG_COPY 040000

int msgget(key_t key, int flags);
int msgsnd(int id, const void *message, size_t size, int flags);
ssize_t msgrcv(int id, void *message, size_t size, long type, int flags);
int msgctl(int id, int command, struct msqid_ds *data);

#endif
