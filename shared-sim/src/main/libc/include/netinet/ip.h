/* The header of an IPv4 packet (RFC 791). */
#ifndef _NETINET_IP_H
#define _NETINET_IP_H

#include <netinet/in.h>

struct iphdr {
  unsigned int ihl : 4;
  unsigned int version : 4;
  uint8_t tos;
  uint16_t tot_len;
  uint16_t id;
  uint16_t frag_off;
  uint8_t ttl;
  uint8_t protocol;
  uint16_t check;
  uint32_t saddr;
  uint32_t daddr;
};

#endif
