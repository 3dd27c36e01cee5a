#ifndef CAPNAMES_H
#define CAPNAMES_H

#include <stddef.h>

#define CAPABILITIES 41
#define BIT(n) (1ULL << (n))
#define ALL_CAPABILITIES (BIT(CAPABILITIES) - 1)

typedef unsigned long long set;

/* In lower case and without "cap_"; what it allows. */
extern const struct capability {
  const char *name;
  const char *allows;
} capabilities[CAPABILITIES];

struct sets {
  set effective, permitted, inheritable;
  int failed;
};

/* By its name, with or without "cap_"; -1 for none. */
int capability_number(const char *name, size_t length);

/* Of a process; 0 is this one. */
void own_sets(int pid, struct sets *sets);
int take_sets(const struct sets *sets);
set bounding_set(void);
set ambient_set(void);

/* Names with commas between. */
void print_set(set all, const char *prefix);

/* As cap_to_text(3) has them. */
void print_sets(const struct sets *sets);

/* As cap_from_text(3) reads them; 0 for what is none. */
int sets_of_text(const char *text, struct sets *sets);

#endif
