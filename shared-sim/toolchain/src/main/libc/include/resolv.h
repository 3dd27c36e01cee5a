/* Questions to servers of names (resolver(3)), over UDP. */
#ifndef _RESOLV_H
#define _RESOLV_H

#include <arpa/nameser.h>
#include <netinet/in.h>
#include <stdio.h>
#include <sys/types.h>

#define MAXNS 3
#define MAXDNSRCH 6
#define _PATH_RESCONF "/etc/resolv.conf"

#define RES_INIT 0x00000001
#define RES_DEBUG 0x00000002
#define RES_RECURSE 0x00000040
#define RES_DEFNAMES 0x00000080
#define RES_DNSRCH 0x00000200
#define RES_DEFAULT (RES_RECURSE | RES_DEFNAMES | RES_DNSRCH)

struct __res_state {
  int retrans, retry; /* seconds for an answer, and how often each server is asked */
  unsigned long options;
  int nscount;
  struct sockaddr_in nsaddr_list[MAXNS];
  unsigned short id;
  char *dnsrch[MAXDNSRCH + 1];
  char defdname[256];
};
typedef struct __res_state *res_state;
extern struct __res_state _res;

int res_init(void);
int res_mkquery(int operation, const char *name, int class, int type, const unsigned char *data,
                int length, const unsigned char *record, unsigned char *buffer, int size);
int res_send(const unsigned char *question, int length, unsigned char *answer, int size);
int res_query(const char *name, int class, int type, unsigned char *answer, int size);
int res_search(const char *name, int class, int type, unsigned char *answer, int size);
int res_querydomain(const char *name, const char *domain, int class, int type,
                    unsigned char *answer, int size);

int dn_expand(const unsigned char *message, const unsigned char *end, const unsigned char *from,
              char *to, int size);
int dn_comp(const char *name, unsigned char *to, int size, unsigned char **names,
            unsigned char **last);
int dn_skipname(const unsigned char *from, const unsigned char *end);

#endif
