/* Whether a container does what it is for. */
#ifndef HEALTH_H
#define HEALTH_H

#include "docker.h"

void take_health(struct json *container, const struct asked *asked);
void fill_health(struct json *container, const struct json *image); /* with what the image has */
int has_health(const struct json *container);
void begin_health(struct json *container);             /* it starts */
void end_health(struct json *container);               /* it has ended */
const char *health_text(const struct json *container); /* " (healthy)"; "" where none is checked */

/* By the shim of a container that runs: the process that looks after it, or -1. */
int start_health(const struct json *container);
void stop_health(int pid);

/* exec.c: a process inside, which ends with the one that starts it; what it prints goes to a file
 */
int start_inside(const struct json *container, char **words, int out);

#endif
