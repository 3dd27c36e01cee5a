/* Another engine, which is asked over its socket. */
#ifndef REMOTE_H
#define REMOTE_H

#include "docker.h"
#include "log.h"

extern const char *elsewhere; /* the path of its socket; NULL where this program is the engine */

int is_asked_elsewhere(const char *command); /* whether a command knows how to */
void reach(const char *command);             /* or says why not, and ends */
struct json *value_elsewhere(const char *path, failure *failed);
struct json *containers_elsewhere(void);
int image_elsewhere(const char *name, struct image *image);
struct json *repositories_elsewhere(void);
void create_elsewhere(struct json *container, int binds);
int run_elsewhere(const struct json *container, const struct start *how);
failure start_elsewhere(const struct json *container);
failure do_elsewhere(const struct json *container, const char *what); /* "kill?signal=9" */
failure remove_elsewhere(const struct json *container, int force, int volumes);
int wait_elsewhere(const struct json *container);
failure read_log_elsewhere(const struct json *container, const struct log_wanted *wanted);

#endif
