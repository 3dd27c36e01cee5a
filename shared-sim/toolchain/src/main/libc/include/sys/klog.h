/* The kernel's log. */
#ifndef _SYS_KLOG_H
#define _SYS_KLOG_H

int klogctl(int action, char *text, int size);

#endif
