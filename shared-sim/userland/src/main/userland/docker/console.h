/* Terminals of containers, and who is attached to them. */
#ifndef CONSOLE_H
#define CONSOLE_H

#include <poll.h>
#include <sys/types.h>

#include "docker.h"

#define MOST_ATTACHED 8
#define INPUT_BYTES 1024
#define QUEUE_BYTES 262144 /* for one who looks on; with more, the container's output waits */

/* console.c: the two ends of a terminal */

/* In the container: its first free terminal becomes that of this process, and the other end goes
   to whoever is behind the door. What failed, or NULL. */
failure open_console(int door, const struct json *size, int as_console);
int receive_file(int door); /* -1 where none came */

/* audience.c: on the side of the container's shim */
struct attached {
  int door;
  char *queue; /* packets that its socket did not take, each after two bytes of its length */
  size_t from, to, room;
};
struct audience {
  struct attached attached[MOST_ATTACHED];
  int listener, count;
  int input;                 /* where what is typed goes; -1 for nowhere */
  int console;               /* it is a terminal, which has a size */
  int input_ends;            /* when who is attached has no more to say */
  char waiting[INPUT_BYTES]; /* typed, and not taken yet */
  size_t waits;
};
void open_audience(struct audience *audience, const char *path); /* NULL: nobody joins */
void admit(struct audience *audience, int door);
int list_audience(const struct audience *audience, struct pollfd *waits);
void hear_audience(struct audience *audience, const struct pollfd *waits);
void show_audience(struct audience *audience, int stream, const char *bytes, ssize_t count);
int audience_lags(const struct audience *audience); /* nothing more should be shown for now */
/* It is over, with a status that who looks on is told, or -1. */
void leave_audience(struct audience *audience, int status);

/* attach.c: on the side of who looks on */
struct viewer {
  int door;
  int types;     /* what is typed here goes in */
  int console;   /* it is a terminal: keys go through as they are */
  int status;    /* that it ended with, where that was told; -1 otherwise */
  int redraws;   /* it was shown before, and is asked to draw itself again */
  char keys[16]; /* that detach; none where count_keys is 0 */
  int count_keys;
};
failure read_keys(const char *text, struct viewer *viewer);
int connect_audience(const char *path);
int look_on(struct viewer *viewer); /* 1 where the keys were pressed, 0 at the end */

#endif
