/* What getopt and getopt_long share. */
#ifndef INTERNAL_GETOPT_H
#define INTERNAL_GETOPT_H

#include <getopt.h>

/* What happens to operands that stand before options. */
#define PERMUTE 0
#define REQUIRE_ORDER 1
#define IN_ORDER 2

/* The word is no long option: its letters may be short ones. */
#define NOT_LONG (-2)

int __getopt(int count, char **words, const char *options, const struct option *long_options,
             int *index, int only_long);
int __getopt_long_word(int count, char **words, const char *options,
                       const struct option *long_options, int *index, int only_long);

#endif
