#ifndef SIGNALS_H
#define SIGNALS_H

enum { SIGNAL_NAMES = 32 };

/* Without SIG in front; that of 0 is EXIT. */
extern const char *const signal_names[SIGNAL_NAMES];

/* The number of a signal that is named or numbered; -1 for none. */
int signal_number(const char *name);

#endif
