#include <byteswap.h>
#include <netinet/in.h>

const struct in6_addr in6addr_any;
const struct in6_addr in6addr_loopback = {{{0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}}};

/* The network's order is the highest byte first. */
uint16_t htons(uint16_t value) { return bswap_16(value); }

uint16_t ntohs(uint16_t value) { return bswap_16(value); }

uint32_t htonl(uint32_t value) { return bswap_32(value); }

uint32_t ntohl(uint32_t value) { return bswap_32(value); }
