/* ip(8): its way through words, and namespaces with names. */
#include "ip.h"

#include <arpa/inet.h>
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "namespaces.h"
#include "netlink.h"
#include "programs.h"

static const char folder[] = "/run/netns";

int brief;
int one_line;
int version_4;
static char **words;

const char *next_word(void) { return *words ? *words++ : NULL; }

const char *peek_word(void) { return *words; }

const char *need_word(const char *what) {
  if (!*words) {
    fprintf(stderr, "Error: %s is missing.\n", what);
    exit(1);
  }
  return *words++;
}

int is(const char *word, const char *whole) {
  return word && *word && strncmp(word, whole, strlen(word)) == 0;
}

uint32_t parse_address(const char *text) {
  struct in_addr address;
  if (inet_pton(AF_INET, text, &address) != 1) {
    fprintf(stderr, "Error: any valid prefix is expected rather than \"%s\".\n", text);
    exit(1);
  }
  return address.s_addr;
}

void parse_prefix(const char *text, uint32_t *address, int *prefix) {
  char copy[32];
  char *slash, *end;
  snprintf(copy, sizeof copy, "%s", text);
  slash = strchr(copy, '/');
  *prefix = 32;
  if (slash) {
    *slash = 0;
    *prefix = (int)strtol(slash + 1, &end, 10);
    if (*end || *prefix < 0 || *prefix > 32 || !slash[1]) {
      parse_address(text);
    }
  }
  *address = parse_address(copy);
}

void print_prefix(uint32_t address, int prefix) {
  struct in_addr one = {address};
  printf("%s", inet_ntoa(one));
  if (prefix < 32) {
    printf("/%d", prefix);
  }
}

void done(int result) {
  if (result < 0) {
    fprintf(stderr, "RTNETLINK answers: %s\n", strerror(errno));
    exit(2);
  }
}

int network_named(const char *name, int *process) {
  char path[300];
  char *end;
  int file;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file = open(path, O_RDONLY | O_CLOEXEC);
  *process = (int)strtol(name, &end, 10);
  if (file < 0 && (*end || *process <= 0)) {
    fprintf(stderr, "Error: argument \"%s\" is wrong: Invalid \"netns\" value\n\n", name);
    exit(1);
  }
  return file;
}

static void enter(const char *name) {
  char path[300];
  int file;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  file = open(path, O_RDONLY | O_CLOEXEC);
  if (file < 0) {
    fprintf(stderr, "Cannot open network namespace \"%s\": %s\n", name, strerror(errno));
    exit(1);
  }
  if (setns(file, CLONE_NEWNET) < 0) {
    fprintf(stderr, "setting the network namespace \"%s\" failed: %s\n", name, strerror(errno));
    exit(1);
  }
  close(file);
}

static void add_network(const char *name) {
  char path[300];
  int file, child, status;
  snprintf(path, sizeof path, "%s/%s", folder, name);
  mkdir("/run", 0755);
  mkdir(folder, 0755);
  file = open(path, O_RDONLY | O_CREAT | O_EXCL, 0);
  if (file < 0) {
    fprintf(stderr, "Cannot create namespace file \"%s\": %s\n", path, strerror(errno));
    exit(1);
  }
  close(file);
  child = fork();
  if (child == 0) {
    int failed =
        unshare(CLONE_NEWNET) < 0 || mount("/proc/self/ns/net", path, "none", MS_BIND, NULL) < 0;
    if (failed) {
      fprintf(stderr, "Bind /proc/self/ns/net -> %s failed: %s\n", path, strerror(errno));
    }
    _exit(failed);
  }
  if (child < 0 || waitpid(child, &status, 0) != child || status != 0) {
    unlink(path);
    exit(1);
  }
}

static void delete_network(const char *name) {
  char path[300];
  snprintf(path, sizeof path, "%s/%s", folder, name);
  umount2(path, MNT_DETACH);
  if (unlink(path) < 0) {
    fprintf(stderr, "Cannot remove namespace file \"%s\": %s\n", path, strerror(errno));
    exit(1);
  }
}

static void list_networks(void) {
  DIR *there = opendir(folder);
  struct dirent *entry;
  while (there && (entry = readdir(there))) {
    if (entry->d_name[0] != '.') {
      puts(entry->d_name);
    }
  }
}

void ip_netns(void) {
  const char *what = next_word();
  if (!what || is(what, "list") || is(what, "show")) {
    list_networks();
  } else if (is(what, "add")) {
    add_network(need_word("a name"));
  } else if (is(what, "delete")) {
    delete_network(need_word("a name"));
  } else if (is(what, "exec")) {
    enter(need_word("a name"));
    need_word("a command");
    words--;
    execvp(*words, words);
    fprintf(stderr, "exec of \"%s\" failed: %s\n", *words, strerror(errno));
    exit(255);
  } else {
    fprintf(stderr, "Command \"%s\" is unknown, try \"ip netns help\".\n", what);
    exit(1);
  }
}

static int usage(void) {
  fputs(
      "Usage: ip [ -4 | -br | -o | -n NAME ] OBJECT COMMAND\n"
      "  ip link [ show [ NAME ] ]\n"
      "  ip link add NAME type { bridge | dummy }\n"
      "  ip link add NAME type veth peer name NAME [ netns N ]\n"
      "  ip link set NAME { up | down | master BRIDGE | netns N }\n"
      "  ip link del NAME\n"
      "  ip addr [ show [ NAME ] ]\n"
      "  ip addr { add | del } ADDRESS/BITS dev NAME\n"
      "  ip route [ show ]\n"
      "  ip route { add | del } { default | NETWORK } via ADDRESS\n"
      "  ip netns { list | add NAME | del NAME | exec NAME COMMAND }\n",
      stderr);
  return 255;
}

int ip_main(int count, char **arguments) {
  const char *object;
  (void)count;
  words = arguments + 1;
  while (peek_word() && *peek_word() == '-') {
    const char *option = next_word();
    if (is(option, "-brief") && option[1] == 'b') {
      brief = 1;
    } else if (strcmp(option, "-n") == 0 || is(option, "-netns")) {
      enter(need_word("a namespace"));
    } else if (is(option, "-help")) {
      return usage();
    } else if (is(option, "-oneline") && option[1] == 'o') {
      one_line = 1;
    } else if (strcmp(option, "-4") == 0) {
      version_4 = 1;
    } else {
      fprintf(stderr, "Option \"%s\" is unknown, try \"ip -help\".\n", option);
      return 255;
    }
  }
  object = next_word();
  if (!object || is(object, "help") || (peek_word() && strcmp(peek_word(), "help") == 0)) {
    return usage();
  }
  if (is(object, "link")) {
    ip_link();
  } else if (is(object, "address")) {
    ip_address();
  } else if (is(object, "route")) {
    ip_route();
  } else if (is(object, "netns")) {
    ip_netns();
  } else {
    fprintf(stderr, "Object \"%s\" is unknown, try \"ip help\".\n", object);
    return 1;
  }
  return tool_status;
}
