/* Questions to the servers that /etc/resolv.conf names. */
#include <arpa/inet.h>
#include <errno.h>
#include <netdb.h>
#include <poll.h>
#include <resolv.h>
#include <stdlib.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

struct __res_state _res;

static void add_server(const char *text) {
  struct sockaddr_in *server = &_res.nsaddr_list[_res.nscount];
  if (_res.nscount < MAXNS && inet_pton(AF_INET, text, &server->sin_addr) == 1) {
    server->sin_family = AF_INET;
    server->sin_port = htons(NS_DEFAULTPORT);
    _res.nscount++;
  }
}

static void add_domains(char *text) {
  char *rest, *word = strtok_r(text, " \t\n", &rest);
  int count = 0;
  strlcpy(_res.defdname, word ? word : "", sizeof _res.defdname);
  for (; word && count < MAXDNSRCH; word = strtok_r(NULL, " \t\n", &rest)) {
    free(_res.dnsrch[count]);
    _res.dnsrch[count++] = strdup(word);
  }
  _res.dnsrch[count] = NULL;
}

int res_init(void) {
  FILE *file = fopen(_PATH_RESCONF, "re");
  char line[512];
  _res.nscount = 0;
  _res.retrans = 5;
  _res.retry = 2;
  _res.options = RES_DEFAULT | RES_INIT;
  _res.id = (unsigned short)getpid();
  while (file && fgets(line, sizeof line, file)) {
    char *rest, *word;
    if (!strncmp(line, "search ", 7) || !strncmp(line, "domain ", 7)) {
      add_domains(line + 7);
      continue;
    }
    word = strtok_r(line, " \t\n", &rest);
    if (word && !strcmp(word, "nameserver") && (word = strtok_r(NULL, " \t\n", &rest))) {
      add_server(word);
    }
  }
  if (file) {
    fclose(file);
  }
  if (!_res.nscount) {
    add_server("127.0.0.1");
  }
  return 0;
}

static int need_init(void) { return _res.options & RES_INIT ? 0 : res_init(); }

int res_mkquery(int operation, const char *name, int class, int type, const unsigned char *data,
                int length, const unsigned char *record, unsigned char *buffer, int size) {
  int used;
  (void)data;
  (void)length;
  (void)record;
  need_init();
  if (operation != ns_o_query || size < NS_HFIXEDSZ + NS_QFIXEDSZ) {
    return -1;
  }
  memset(buffer, 0, NS_HFIXEDSZ);
  ns_put16(++_res.id, buffer);
  buffer[2] = _res.options & RES_RECURSE ? 1 : 0;
  ns_put16(1, buffer + 4);
  used = dn_comp(name, buffer + NS_HFIXEDSZ, size - NS_HFIXEDSZ - NS_QFIXEDSZ, NULL, NULL);
  if (used < 0) {
    return -1;
  }
  ns_put16((unsigned)type, buffer + NS_HFIXEDSZ + used);
  ns_put16((unsigned)class, buffer + NS_HFIXEDSZ + used + 2);
  return NS_HFIXEDSZ + used + NS_QFIXEDSZ;
}

/* The answer of one server to a question with its number, or -1. */
static int ask(const struct sockaddr_in *server, const unsigned char *question, int length,
               unsigned char *answer, int size) {
  int channel = socket(AF_INET, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  struct pollfd wait = {channel, POLLIN, 0};
  ssize_t count = -1;
  if (channel < 0) {
    return -1;
  }
  if (connect(channel, (const struct sockaddr *)server, sizeof *server) == 0 &&
      send(channel, question, (size_t)length, MSG_NOSIGNAL) == length) {
    do {
      count = poll(&wait, 1, _res.retrans * 1000) > 0 ? recv(channel, answer, (size_t)size, 0) : -1;
    } while (count >= 0 && (count < NS_HFIXEDSZ || memcmp(answer, question, 2)));
  }
  close(channel);
  return (int)count;
}

int res_send(const unsigned char *question, int length, unsigned char *answer, int size) {
  int times, server;
  need_init();
  for (times = 0; times < _res.retry; times++) {
    for (server = 0; server < _res.nscount; server++) {
      int count = ask(&_res.nsaddr_list[server], question, length, answer, size);
      int code = count < 0 ? SERVFAIL : answer[3] & 15;
      if (code == NOERROR || code == NXDOMAIN) {
        return count;
      }
    }
  }
  errno = ETIMEDOUT;
  return -1;
}

int res_query(const char *name, int class, int type, unsigned char *answer, int size) {
  unsigned char question[NS_PACKETSZ];
  int length = res_mkquery(QUERY, name, class, type, NULL, 0, NULL, question, sizeof question);
  int count = length < 0 ? -1 : res_send(question, length, answer, size);
  if (count < 0) {
    h_errno = length < 0 ? NO_RECOVERY : TRY_AGAIN;
    return -1;
  }
  if ((answer[3] & 15) != NOERROR || ns_get16(answer + 6) == 0) {
    h_errno = (answer[3] & 15) == NXDOMAIN ? HOST_NOT_FOUND : NO_DATA;
    return -1;
  }
  return count;
}

int res_querydomain(const char *name, const char *domain, int class, int type,
                    unsigned char *answer, int size) {
  char whole[NS_MAXDNAME];
  if (!domain) {
    return res_query(name, class, type, answer, size);
  }
  if (strlen(name) + strlen(domain) + 2 > sizeof whole) {
    h_errno = NO_RECOVERY;
    return -1;
  }
  strcpy(whole, name);
  strcat(whole, ".");
  strcat(whole, domain);
  return res_query(whole, class, type, answer, size);
}

/* A name with a dot as it is; others, and what is not found, in the domains to be searched. */
int res_search(const char *name, int class, int type, unsigned char *answer, int size) {
  int i, count = -1, has_dot = strchr(name, '.') != NULL;
  need_init();
  if (has_dot) {
    count = res_query(name, class, type, answer, size);
  }
  for (i = 0; count < 0 && _res.dnsrch[i] && name[strlen(name) - 1] != '.'; i++) {
    count = res_querydomain(name, _res.dnsrch[i], class, type, answer, size);
  }
  return count < 0 && !has_dot ? res_query(name, class, type, answer, size) : count;
}
