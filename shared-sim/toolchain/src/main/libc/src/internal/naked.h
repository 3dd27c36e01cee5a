/* A function that is its assembly and nothing else: its parameters are on the stack, behind the
   return address, and are not used by name. */
#ifndef INTERNAL_NAKED_H
#define INTERNAL_NAKED_H

#define NAKED __attribute__((naked))
#define ON_STACK __attribute__((unused))

#endif
