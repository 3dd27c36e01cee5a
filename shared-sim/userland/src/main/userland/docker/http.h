/* HTTP/1.1 over a socket of AF_UNIX, as far as the engine's API uses it. */
#ifndef HTTP_H
#define HTTP_H

#include "docker.h"

#define SOCKET_PATH "/var/run/docker.sock"

/* A request or an answer: its first line, and what came with it. */
struct message {
  char *first; /* without the end of the line */
  char *body;
  int is_multiplexed; /* the body is a stream that is still to be read */
};
int read_message(int from, struct message *message, int with_body); /* -1 where none came */
void send_all(int to, const char *bytes, size_t count);

/* A stream of the container's in pieces, each with its number and length in front. */
void send_piece(int to, int stream, const char *bytes, size_t count);
int read_pieces(int from); /* to the own outputs, up to the end */

char *word_of(const char *query, const char *name); /* of "a=1&b=2"; NULL where there is none */
char *encoded(const char *text);

/* daemon.c and api.c */
int daemon_main(int count, char **arguments);
void serve_request(int connection);
extern int to_client; /* whose request this process serves; -1 for none */
void refuse_request(const char *text);

#endif
