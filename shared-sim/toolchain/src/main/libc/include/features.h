/* Which interfaces there are: all of them, whatever a program asks for. */
#ifndef _FEATURES_H
#define _FEATURES_H

#define _POSIX_SOURCE 1

#endif
