/* What surrounds the program of a container. */
#ifndef SETTINGS_H
#define SETTINGS_H

#include "docker.h"

#define INIT_PLACE "/sbin/docker-init"

void take_settings(struct json *container, const struct asked *asked);
failure check_devices(const struct json *container); /* outside, before it starts */
failure check_sysctls(const struct json *container); /* outside, before it starts */
failure set_sysctls(const struct json *host);        /* inside */

int reaper_main(int count, char **arguments); /* reaper.c: docker-init */

/* joined.c: namespaces of another container */
failure check_joined(const struct json *container); /* that it is there, and lets others join */
int open_joined(const struct json *container, const char *option, const char *kind); /* or -1 */
int clone_joined(const struct json *container, unsigned long flags); /* as clone(2) */
failure share_memory(const struct json *container); /* /dev/shm of one that is shareable */
void unshare_memory(const struct json *container);
char *shared_memory(const struct json *container); /* where the one that it has lies, or NULL */
char *memory_options(const struct json *container);

#endif
