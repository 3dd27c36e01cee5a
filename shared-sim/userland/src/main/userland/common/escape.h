#ifndef ESCAPE_H
#define ESCAPE_H

/* Prints text with backslash sequences; 0 when \c ends all output. In echo's form octal numbers
   begin with \0. */
int print_escaped(const char *text, int echo_form);

/* One sequence, behind its backslash, which *at is moved past; -1 for \c. */
int take_escape(const char **at, int echo_form);

#endif
