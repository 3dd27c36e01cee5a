/* Lines of /etc/services and /etc/protocols: a name, a number, and other names. */
#include <arpa/inet.h>
#include <netdb.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { MOST_ALIASES = 15 };

struct line {
  FILE *file;
  char *text;
  size_t size;
  char *aliases[MOST_ALIASES + 1];
};

/* The name, with the number's text; NULL behind the last line. */
static char *next_line(struct line *line, char **number) {
  while (line->file && getline(&line->text, &line->size, line->file) > 0) {
    char *state, *name, *word;
    int count = 0;
    line->text[strcspn(line->text, "#\n")] = 0;
    name = strtok_r(line->text, " \t", &state);
    *number = name ? strtok_r(NULL, " \t", &state) : NULL;
    if (*number) {
      while (count < MOST_ALIASES && (word = strtok_r(NULL, " \t", &state))) {
        line->aliases[count++] = word;
      }
      line->aliases[count] = NULL;
      return name;
    }
  }
  return NULL;
}

static void begin(struct line *line, const char *path) {
  if (line->file) {
    rewind(line->file);
  } else {
    line->file = fopen(path, "re");
  }
}

static int has_name(const char *wanted, const char *name, char *const *aliases) {
  if (strcmp(wanted, name) == 0) {
    return 1;
  }
  for (; *aliases; aliases++) {
    if (strcmp(wanted, *aliases) == 0) {
      return 1;
    }
  }
  return 0;
}

static struct line services, protocols;

void setservent(int stay_open) {
  (void)stay_open;
  begin(&services, "/etc/services");
}

void endservent(void) {
  if (services.file) {
    fclose(services.file);
    services.file = NULL;
  }
}

struct servent *getservent(void) {
  static struct servent entry;
  char *number, *slash;
  if (!services.file) {
    setservent(0);
  }
  while ((entry.s_name = next_line(&services, &number))) {
    slash = strchr(number, '/');
    if (slash) {
      *slash = 0;
      entry.s_port = htons((uint16_t)atoi(number));
      entry.s_proto = slash + 1;
      entry.s_aliases = services.aliases;
      return &entry;
    }
  }
  return NULL;
}

struct servent *getservbyname(const char *name, const char *protocol) {
  struct servent *entry;
  setservent(0);
  while ((entry = getservent()) && !(has_name(name, entry->s_name, entry->s_aliases) &&
                                     (!protocol || strcmp(protocol, entry->s_proto) == 0))) {
  }
  endservent();
  return entry;
}

struct servent *getservbyport(int port, const char *protocol) {
  struct servent *entry;
  setservent(0);
  while ((entry = getservent()) &&
         !(entry->s_port == port && (!protocol || strcmp(protocol, entry->s_proto) == 0))) {
  }
  endservent();
  return entry;
}

static struct protoent *next_protocol(void) {
  static struct protoent entry;
  char *number;
  entry.p_name = next_line(&protocols, &number);
  if (!entry.p_name) {
    fclose(protocols.file);
    protocols.file = NULL;
    return NULL;
  }
  entry.p_proto = atoi(number);
  entry.p_aliases = protocols.aliases;
  return &entry;
}

struct protoent *getprotobyname(const char *name) {
  struct protoent *entry = NULL;
  begin(&protocols, "/etc/protocols");
  while (protocols.file && (entry = next_protocol()) &&
         !has_name(name, entry->p_name, entry->p_aliases)) {
  }
  return entry;
}

struct protoent *getprotobynumber(int number) {
  struct protoent *entry = NULL;
  begin(&protocols, "/etc/protocols");
  while (protocols.file && (entry = next_protocol()) && entry->p_proto != number) {
  }
  return entry;
}
