/* Users, groups, mounts, shells, hosts and the log, in the caller's memory where there is such a
   function; what the files of the machine say is not printed. */
#include <errno.h>
#include <fcntl.h>
#include <grp.h>
#include <langinfo.h>
#include <limits.h>
#include <mntent.h>
#include <netdb.h>
#include <netinet/ether.h>
#include <pwd.h>
#include <sched.h>
#include <shadow.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <syslog.h>
#include <unistd.h>
#include <utmpx.h>
#include <arpa/inet.h>

static void write_file(const char *name, const char *text) {
  FILE *file = fopen(name, "w");
  fputs(text, file);
  fclose(file);
}

static void users(void) {
  char text[1024];
  struct passwd user, *result;
  struct group group, *found;
  int error = getpwuid_r(0, &user, text, sizeof text, &result);
  printf("%d %s %s\n", error, result->pw_name, user.pw_dir);
  printf("%d\n", getpwuid_r(0, &user, text, 4, &result));
  error = getpwnam_r("nobody in sight", &user, text, sizeof text, &result);
  printf("%d %d\n", error, result == NULL);
  error = getgrgid_r(0, &group, text, sizeof text, &found);
  printf("%d %s %d\n", error, found->gr_name, group.gr_mem[0] == NULL);
}

static void files(void) {
  struct mntent entry = {"a b", "/c\\d", "tmpfs", "rw", 1, 2}, read;
  struct spwd *shadow;
  struct statvfs place;
  char text[256];
  FILE *file = setmntent("table", "w+");
  printf("%d\n", addmntent(file, &entry));
  rewind(file);
  printf("%d\n", getmntent_r(file, &read, text, sizeof text) == &read);
  printf("[%s] [%s] %s %s %d %d\n", read.mnt_fsname, read.mnt_dir, read.mnt_type, read.mnt_opts,
         read.mnt_freq, read.mnt_passno);
  endmntent(file);
  write_file("shadow", "one:x:19000:0:99999:7:::\n");
  file = fopen("shadow", "r");
  shadow = fgetspent(file);
  printf("%s %s %ld %ld %ld\n", shadow->sp_namp, shadow->sp_pwdp, shadow->sp_lstchg,
         shadow->sp_warn, shadow->sp_inact);
  putspent(shadow, stdout);
  fclose(file);
  printf("%d %d\n", statvfs("/", &place), place.f_bsize > 0 && place.f_namemax == 255);
}

static void logins(void) {
  struct utmpx one = {.ut_type = USER_PROCESS, .ut_pid = 7, .ut_id = "a", .ut_user = "bob"};
  struct utmpx *found;
  write_file("logins", "");
  utmpxname("logins");
  setutxent();
  printf("%d\n", pututxline(&one) != NULL);
  one.ut_pid = 8;
  printf("%d\n", pututxline(&one) != NULL);
  setutxent();
  found = getutxent();
  printf("%s %d\n", found->ut_user, found->ut_pid);
  printf("%d\n", getutxent() == NULL);
  endutxent();
}

static void space(void) {
  struct stat status;
  int file = open("space", O_RDWR | O_CREAT | O_TRUNC, 0600);
  printf("%d ", posix_fallocate(file, 10, 5000));
  fstat(file, &status);
  printf("%d %d\n", (int)status.st_size, posix_fallocate(file, 0, 0));
  close(file);
}

static void names(void) {
  struct addrinfo hints = {.ai_socktype = SOCK_STREAM, .ai_flags = AI_NUMERICHOST}, *list;
  char host[64], service[16];
  struct ether_addr *address = ether_aton("0:a:ff:10:2:3");
  printf("%d\n", getaddrinfo("127.0.0.1", "80", &hints, &list));
  printf("%d %d %d\n", list->ai_family, list->ai_socktype, list->ai_protocol);
  printf("%d\n", getnameinfo(list->ai_addr, list->ai_addrlen, host, sizeof host, service,
                            sizeof service, NI_NUMERICHOST | NI_NUMERICSERV));
  printf("%s %s\n", host, service);
  freeaddrinfo(list);
  printf("%s\n", gai_strerror(getaddrinfo("no number", "80", &hints, &list)));
  hints.ai_flags = AI_PASSIVE;
  hints.ai_family = AF_INET;
  printf("%d ", getaddrinfo(NULL, "7", &hints, &list));
  printf("%s\n", inet_ntoa(((struct sockaddr_in *)list->ai_addr)->sin_addr));
  freeaddrinfo(list);
  printf("%d\n", getaddrinfo(NULL, NULL, NULL, &list) == EAI_NONAME);
  printf("%s %d\n", ether_ntoa(address), ether_aton("1:2:3") == NULL);
}

static void ask(const char *node, const char *service, int flags, int family, int type,
                int protocol) {
  struct addrinfo hints = {flags, family, type, protocol, 0, NULL, NULL, NULL}, *list = NULL, *one;
  int error = getaddrinfo(node, service, &hints, &list);
  char text[64];
  printf("%s %s %x %d %d %d: %d", node, service ? service : "-", flags, family, type, protocol,
         error);
  for (one = error ? NULL : list; one; one = one->ai_next) {
    getnameinfo(one->ai_addr, one->ai_addrlen, text, sizeof text, NULL, 0, NI_NUMERICHOST);
    printf(" %d/%d/%d %s %d", one->ai_family, one->ai_socktype, one->ai_protocol, text,
           ntohs(((struct sockaddr_in *)one->ai_addr)->sin_port));
  }
  if (!error) {
    freeaddrinfo(list);
  }
  puts("");
}

/* A kind of socket that the service has is enough; one that does not exist is refused. */
static void services(void) {
  static const char *const names[] = {"http", "domain", "80", "nosuch", "80x", "-1", "", NULL};
  static const int types[] = {0, SOCK_STREAM, SOCK_DGRAM, SOCK_RAW, SOCK_RDM, 99, -1};
  static const int protocols[] = {0, IPPROTO_TCP, IPPROTO_UDP, IPPROTO_ICMP, 99};
  static const char *const nodes[] = {"10.2.3.4", "::1", "::ffff:1.2.3.4", "no number"};
  static const int families[] = {AF_UNSPEC, AF_INET, AF_INET6, AF_UNIX};
  static const int flags[] = {0, AI_V4MAPPED, AI_V4MAPPED | AI_ALL, AI_ALL};
  unsigned i, k, n;
  for (i = 0; i < sizeof names / sizeof *names; i++) {
    for (k = 0; k < sizeof types / sizeof *types; k++) {
      for (n = 0; n < sizeof protocols / sizeof *protocols; n++) {
        ask("127.0.0.1", names[i], 0, AF_UNSPEC, types[k], protocols[n]);
      }
    }
  }
  for (i = 0; i < sizeof nodes / sizeof *nodes; i++) {
    for (k = 0; k < sizeof families / sizeof *families; k++) {
      for (n = 0; n < sizeof flags / sizeof *flags; n++) {
        ask(nodes[i], "80", flags[n] | AI_NUMERICHOST, families[k], SOCK_STREAM, 0);
      }
    }
  }
  ask("127.0.0.1", "80", 0x8000, AF_UNSPEC, 0, 0);
  ask("127.0.0.1", "http", AI_NUMERICSERV, AF_UNSPEC, SOCK_RAW, 0);
  ask("no number", "nosuch", AI_NUMERICHOST, AF_UNSPEC, 0, 0);
  puts(gai_strerror(EAI_ADDRFAMILY));
}

static void machine(void) {
  cpu_set_t set;
  struct rlimit limit = {64, 64}, old;
  printf("%d\n", sched_getaffinity(0, sizeof set, &set) == 0 && CPU_COUNT(&set) > 0);
  CPU_ZERO(&set);
  CPU_SET(3, &set);
  CPU_SET(40, &set);
  CPU_CLR(3, &set);
  printf("%d %d %d\n", CPU_COUNT(&set), CPU_ISSET(40, &set) != 0, CPU_ISSET(3, &set) != 0);
  printf("%d ", prlimit(0, RLIMIT_NOFILE, &limit, &old));
  printf("%d ", prlimit(0, RLIMIT_NOFILE, NULL, &old));
  printf("%d\n", (int)old.rlim_cur);
  printf("%s %s %s\n", nl_langinfo(DAY_3), nl_langinfo(ABMON_12), nl_langinfo(T_FMT));
  printf("%d %d\n", setlogmask(LOG_UPTO(LOG_ERR)), setlogmask(0));
  printf("%d %d\n", LOG_MAKEPRI(LOG_DAEMON, LOG_INFO), CHAR_MIN);
}

int main(void) {
  users();
  files();
  logins();
  space();
  names();
  services();
  machine();
  fputs_unlocked("unlocked\n", stdout);
  printf("%d %d\n", feof_unlocked(stdin), ferror_unlocked(stdout));
  return 0;
}
