/* GNU's error(3). */
#ifndef _ERROR_H
#define _ERROR_H

extern unsigned error_message_count;

void error(int status, int number, const char *format, ...);

#endif
