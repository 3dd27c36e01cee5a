/* Passwords, made unreadable. */
#ifndef _CRYPT_H
#define _CRYPT_H

char *crypt(const char *password, const char *salt);

#endif
