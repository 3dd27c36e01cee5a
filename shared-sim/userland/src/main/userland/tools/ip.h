/* What the parts of ip(8) have in common. */
#ifndef IP_H
#define IP_H

#include <stdint.h>

extern int brief;
extern int one_line, version_4;

/* The words that are left, one after the other; NULL behind the last. */
const char *next_word(void);
const char *peek_word(void);
const char *need_word(const char *what);

/* Whether a word is one, or its beginning as iproute2 takes it. */
int is(const char *word, const char *whole);

int index_of(const char *device);
const char *name_of(int index);
void parse_prefix(const char *text, uint32_t *address, int *prefix);
uint32_t parse_address(const char *text);
void print_prefix(uint32_t address, int prefix);

/* What the kernel has said to an order; ends with 2 where it has refused. */
void done(int result);

/* The namespace of a name or of a process: a descriptor, or -1 and the number. */
int network_named(const char *name, int *process);

void ip_link(void);
void ip_address(void);
void ip_route(void);
void ip_netns(void);

#endif
