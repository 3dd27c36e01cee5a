/* Which values of lists Docker's client takes: github.com/docker/cli/opts. */
#include <arpa/inet.h>
#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "docker.h"

#define BLANK " \t\n\v\f\r"

static failure check_label(const char *value) {
  const char *key = value + strspn(value, BLANK);
  size_t length = strcspn(key, "=");
  if (!length || strspn(key, BLANK) >= length) {
    return format("invalid label '%s': empty name", value);
  }
  return strcspn(key, BLANK) < length
             ? format("label '%.*s' contains whitespaces", (int)length, key)
             : NULL;
}

static failure check_variable(const char *value) {
  return *value && *value != '=' ? NULL : format("invalid environment variable: %s", value);
}

/* An address of either kind; the one that is left when blanks around it and brackets are not. */
static int is_address(const char *text) {
  unsigned char bytes[16];
  return inet_pton(AF_INET, text, bytes) == 1 || inet_pton(AF_INET6, text, bytes) == 1;
}

static failure check_server(const char *value, char **taken) {
  size_t begin = strspn(value, BLANK), end = strlen(value);
  while (end > begin && isspace((unsigned char)value[end - 1])) {
    end--;
  }
  *taken = format("%.*s", (int)(end - begin), value + begin);
  return is_address(*taken) ? NULL : format("IP address is not correctly formatted: %s", value);
}

/* "name:address" or "name=address", the address perhaps in brackets. */
static failure check_host(const char *value, char **taken) {
  size_t name = strcspn(value, "=");
  size_t length;
  const char *address;
  if (!value[name]) {
    name = strcspn(value, ":");
  }
  if (!name || !value[name]) {
    return format("bad format for add-host: \"%s\"", value);
  }
  address = value + name + 1;
  length = strlen(address);
  if (length > 2 && *address == '[' && address[length - 1] == ']') {
    address = format("%.*s", (int)length - 2, address + 1);
  }
  if (strcmp(address, "host-gateway") && !is_address(address)) {
    return format("invalid IP address in add-host: \"%s\"", address);
  }
  *taken = format("%.*s:%s", (int)name, value, address);
  return NULL;
}

static failure check_setting(const char *value) {
  static const char *const known[] = {"kernel.msgmax", "kernel.msgmnb",         "kernel.msgmni",
                                      "kernel.sem",    "kernel.shmall",         "kernel.shmmax",
                                      "kernel.shmmni", "kernel.shm_rmid_forced"};
  size_t length = strcspn(value, "=");
  int is_known = starts_with(value, "net.") || starts_with(value, "fs.mqueue.");
  unsigned i;
  for (i = 0; i < sizeof known / sizeof *known; i++) {
    is_known |= strlen(known[i]) == length && !strncmp(known[i], value, length);
  }
  return value[length] && is_known ? NULL : format("sysctl '%s' is not allowed", value);
}

static failure check_stream(const char *value, char **taken) {
  if (strcasecmp(value, "stdin") && strcasecmp(value, "stdout") && strcasecmp(value, "stderr")) {
    return format("valid streams are STDIN, STDOUT and STDERR");
  }
  *taken = format("%s", !strcasecmp(value, "stdin")    ? "stdin"
                        : !strcasecmp(value, "stdout") ? "stdout"
                                                       : "stderr");
  return NULL;
}

failure check_value(const char *option, const char *value, char **taken) {
  *taken = format("%s", value);
  return !strcmp(option, "label")      ? check_label(value)
         : !strcmp(option, "env")      ? check_variable(value)
         : !strcmp(option, "sysctl")   ? check_setting(value)
         : !strcmp(option, "attach")   ? check_stream(value, taken)
         : !strcmp(option, "dns")      ? check_server(value, taken)
         : !strcmp(option, "add-host") ? check_host(value, taken)
                                       : NULL;
}
