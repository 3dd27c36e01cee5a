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
  machine();
  fputs_unlocked("unlocked\n", stdout);
  printf("%d %d\n", feof_unlocked(stdin), ferror_unlocked(stdout));
  return 0;
}
