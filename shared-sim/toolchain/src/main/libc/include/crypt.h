/* Passwords as /etc/shadow keeps them (crypt(3)): $1$ (MD5), $5$ (SHA-256) and $6$ (SHA-512). */
#ifndef _CRYPT_H
#define _CRYPT_H

struct crypt_data {
  int initialized;
  char output[384];
};

/* NULL, with EINVAL in errno, where the setting is of another kind: there is no DES. */
char *crypt(const char *key, const char *setting);
char *crypt_r(const char *key, const char *setting, struct crypt_data *data);

#endif
