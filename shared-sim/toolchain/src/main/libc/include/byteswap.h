#ifndef _BYTESWAP_H
#define _BYTESWAP_H

static inline unsigned short bswap_16(unsigned short value) {
  return (unsigned short)(value << 8 | value >> 8);
}

static inline unsigned int bswap_32(unsigned int value) {
  return value << 24 | (value << 8 & 0xff0000) | (value >> 8 & 0xff00) | value >> 24;
}

static inline unsigned long long bswap_64(unsigned long long value) {
  return (unsigned long long)bswap_32((unsigned int)value) << 32 |
         bswap_32((unsigned int)(value >> 32));
}

#endif
