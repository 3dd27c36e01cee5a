/* What happens is told to whoever asks by docker events. */
#ifndef EVENTS_H
#define EVENTS_H

#include "docker.h"

void tell_event(const char *type, const char *action, const char *id,
                const struct json *attributes);
void tell_of_container(const struct json *container, const char *action,
                       struct json *more); /* attributes beside its own, or NULL */
void tell_of_network(const struct json *network, const char *action,
                     const struct json *container); /* or NULL */
void tell_of_image(const char *id, const char *name, const char *action);
void tell_of_volume(const char *name, const char *action);
void tell_of_prune(const char *type, long long freed);
void tell_of_volumes(const struct json *container, const char *action); /* mount or unmount */

#endif
