/* Capabilities by their names, and sets of them as text (cap_text_formats(7)). */
#include "capnames.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/capability.h>
#include <sys/prctl.h>

const struct capability capabilities[CAPABILITIES] = {
    {"chown", "give any file to any user"},
    {"dac_override", "read, write and run files against their modes"},
    {"dac_read_search", "read files and search folders against their modes"},
    {"fowner", "do with files what only their owner may: change modes, remove in sticky folders"},
    {"fsetid", "keep set-user-ID and set-group-ID bits when a file is changed"},
    {"kill", "send signals to processes of other users"},
    {"setgid", "take any group, and any list of groups"},
    {"setuid", "become any user"},
    {"setpcap", "drop capabilities from the bounding set, and change secure bits"},
    {"linux_immutable", "make files unchangeable, and changeable again"},
    {"net_bind_service", "listen at ports below 1024"},
    {"net_broadcast", "send to all of a network"},
    {"net_admin", "configure networks"},
    {"net_raw", "send packets of one's own making"},
    {"ipc_lock", "keep memory from being swapped out"},
    {"ipc_owner", "use System V objects against their modes"},
    {"sys_module", "load code into the kernel"},
    {"sys_rawio", "use ports and memory of devices"},
    {"sys_chroot", "change the root directory, and enter mount namespaces"},
    {"sys_ptrace", "look into processes of other users"},
    {"sys_pacct", "switch accounting of processes"},
    {"sys_admin", "mount, name the host, make namespaces, and a hundred other things"},
    {"sys_boot", "restart the machine"},
    {"sys_nice", "take turns before others"},
    {"sys_resource", "raise limits"},
    {"sys_time", "set the clock"},
    {"sys_tty_config", "configure terminals of others, and hang them up"},
    {"mknod", "make device files"},
    {"lease", "be told before others open a file"},
    {"audit_write", "write to the audit log"},
    {"audit_control", "configure auditing"},
    {"setfcap", "give capabilities to files"},
    {"mac_override", "act against mandatory access control"},
    {"mac_admin", "configure mandatory access control"},
    {"syslog", "read and clear the kernel's log"},
    {"wake_alarm", "wake the machine at a time"},
    {"block_suspend", "keep the machine awake"},
    {"audit_read", "read the audit log"},
    {"perfmon", "measure the whole machine"},
    {"bpf", "load programs for the kernel's BPF"},
    {"checkpoint_restore", "save processes and bring them back"}};

int capability_number(const char *name, size_t length) {
  int i;
  if (length > 4 && strncasecmp(name, "cap_", 4) == 0) {
    name += 4;
    length -= 4;
  }
  for (i = 0; i < CAPABILITIES; i++) {
    if (strlen(capabilities[i].name) == length &&
        strncasecmp(capabilities[i].name, name, length) == 0) {
      return i;
    }
  }
  return -1;
}

void own_sets(int pid, struct sets *sets) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  header.pid = pid;
  memset(data, 0, sizeof data);
  sets->failed = capget(&header, data) < 0;
  sets->effective = data[0].effective | (set)data[1].effective << 32;
  sets->permitted = data[0].permitted | (set)data[1].permitted << 32;
  sets->inheritable = data[0].inheritable | (set)data[1].inheritable << 32;
}

int take_sets(const struct sets *sets) {
  struct __user_cap_header_struct header = {_LINUX_CAPABILITY_VERSION_3, 0};
  struct __user_cap_data_struct data[2];
  int i;
  for (i = 0; i < 2; i++) {
    data[i].effective = (unsigned)(sets->effective >> 32 * i);
    data[i].permitted = (unsigned)(sets->permitted >> 32 * i);
    data[i].inheritable = (unsigned)(sets->inheritable >> 32 * i);
  }
  return capset(&header, data);
}

set bounding_set(void) {
  set all = 0;
  int i;
  for (i = 0; i < CAPABILITIES; i++) {
    all |= prctl(PR_CAPBSET_READ, i, 0, 0, 0) > 0 ? BIT(i) : 0;
  }
  return all;
}

set ambient_set(void) {
  set all = 0;
  int i;
  for (i = 0; i < CAPABILITIES; i++) {
    all |= prctl(PR_CAP_AMBIENT, PR_CAP_AMBIENT_IS_SET, i, 0, 0) > 0 ? BIT(i) : 0;
  }
  return all;
}

void print_set(set all, const char *prefix) {
  int i, many = 0;
  for (i = 0; i < 64; i++) {
    if (all & BIT(i)) {
      printf(many++ ? "," : "");
      if (i < CAPABILITIES) {
        printf("%s%s", prefix, capabilities[i].name);
      } else {
        printf("%d", i);
      }
    }
  }
}

/* 1 effective, 2 permitted, 4 inheritable, as they are counted in a text. */
static int flags_of(const struct sets *sets, int i) {
  return (sets->effective & BIT(i) ? 1 : 0) | (sets->permitted & BIT(i) ? 2 : 0) |
         (sets->inheritable & BIT(i) ? 4 : 0);
}

static void print_flags(int flags) {
  printf("%s%s%s", flags & 1 ? "e" : "", flags & 4 ? "i" : "", flags & 2 ? "p" : "");
}

/* What most have comes first, then what others have beside or less. */
void print_sets(const struct sets *sets) {
  int many[8] = {0};
  int most = 7, t, i, first;
  for (i = 0; i < CAPABILITIES; i++) {
    many[flags_of(sets, i)]++;
  }
  for (t = 6; t >= 0; t--) {
    most = many[t] >= many[most] ? t : most;
  }
  first = most == 0 && many[0] < CAPABILITIES;
  if (!first) {
    putchar('=');
    print_flags(most);
  }
  for (t = 7; t >= 0; t--) {
    const char *before = first ? "" : " ";
    for (i = 0; t != most && many[t] && i < CAPABILITIES; i++) {
      if (flags_of(sets, i) == t) {
        printf("%scap_%s", before, capabilities[i].name);
        before = ",";
      }
    }
    if (t == most || !many[t]) {
      continue;
    }
    if (t & ~most) {
      putchar(first ? '=' : '+');
      print_flags(t & ~most);
    }
    if (~t & most) {
      putchar('-');
      print_flags(~t & most);
    }
    first = 0;
  }
}

static set list_of(const char **text, int *wrong) {
  set all = 0;
  const char *at = *text;
  while (isalnum((unsigned char)*at) || *at == '_') {
    size_t length = strspn(at, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_0123456789");
    int number = capability_number(at, length);
    int every = length == 3 && strncasecmp(at, "all", 3) == 0;
    *wrong |= number < 0 && !every;
    all |= every ? ALL_CAPABILITIES : number >= 0 ? BIT(number) : 0;
    at += length;
    at += *at == ',';
  }
  *text = at;
  return all;
}

static void apply(struct sets *sets, set named, char operation, const char *flags, size_t count) {
  set *all[3];
  const char letters[] = "epi";
  int i;
  all[0] = &sets->effective;
  all[1] = &sets->permitted;
  all[2] = &sets->inheritable;
  for (i = 0; i < 3; i++) {
    int given = memchr(flags, letters[i], count) != NULL;
    if (operation == '=' || (operation == '-' && given)) {
      *all[i] &= ~named;
    }
    if (operation != '-' && given) {
      *all[i] |= named;
    }
  }
}

int sets_of_text(const char *text, struct sets *sets) {
  int wrong = 0;
  memset(sets, 0, sizeof *sets);
  while (!wrong) {
    set named;
    int every;
    text += strspn(text, " \t\n");
    if (!*text) {
      return 1;
    }
    every = *text == '=';
    named = list_of(&text, &wrong);
    named = every ? ALL_CAPABILITIES : named;
    wrong |= !*text || !strchr("=+-", *text);
    while (!wrong && *text && strchr("=+-", *text)) {
      char operation = *text++;
      size_t count = strspn(text, "eip");
      apply(sets, named, operation, text, count);
      text += count;
    }
    wrong |= *text && !isspace((unsigned char)*text);
  }
  return 0;
}
