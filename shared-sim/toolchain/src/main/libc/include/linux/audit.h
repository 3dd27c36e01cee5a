/* The machines that a filter of system calls can tell apart. */
#ifndef _LINUX_AUDIT_H
#define _LINUX_AUDIT_H

#define __AUDIT_ARCH_64BIT 0x80000000
#define __AUDIT_ARCH_LE 0x40000000
#define AUDIT_ARCH_I386 (3 | __AUDIT_ARCH_LE)
#define AUDIT_ARCH_X86_64 (62 | __AUDIT_ARCH_64BIT | __AUDIT_ARCH_LE)

#endif
