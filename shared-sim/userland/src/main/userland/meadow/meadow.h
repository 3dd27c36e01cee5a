/* Meadow: a userland of its own, small enough to be read in one sitting. */
#ifndef MEADOW_H
#define MEADOW_H

int shell_main(int count, char **arguments);
int ls_main(int count, char **arguments);
int cat_main(int count, char **arguments);
int echo_main(int count, char **arguments);
int uname_main(int count, char **arguments);

#endif
