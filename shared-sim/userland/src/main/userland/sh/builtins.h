#ifndef BUILTINS_H
#define BUILTINS_H

#include "sh.h"

const char *builtin_name(int index); /* null behind the last */
int builtin_help(int count, char **arguments);
int builtin_history(int count, char **arguments);
int builtin_jobs(int count, char **arguments);
int builtin_fg(int count, char **arguments);
int builtin_wait(int count, char **arguments);
int builtin_kill(int count, char **arguments);
int builtin_command(int count, char **arguments);
int builtin_getopts(int count, char **arguments);
int builtin_read(int count, char **arguments);
int builtin_type(int count, char **arguments);

#endif
