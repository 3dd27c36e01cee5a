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

#endif
