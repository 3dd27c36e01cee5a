/* Network interfaces (netdevice(7)). */
#ifndef _NET_IF_H
#define _NET_IF_H

#include <sys/socket.h>

#define IFNAMSIZ 16
#define IF_NAMESIZE 16

#define IFF_UP 0x1
#define IFF_BROADCAST 0x2
#define IFF_DEBUG 0x4
#define IFF_LOOPBACK 0x8
#define IFF_POINTOPOINT 0x10
#define IFF_NOTRAILERS 0x20
#define IFF_RUNNING 0x40
#define IFF_NOARP 0x80
#define IFF_PROMISC 0x100
#define IFF_ALLMULTI 0x200
#define IFF_MASTER 0x400
#define IFF_SLAVE 0x800
#define IFF_MULTICAST 0x1000
#define IFF_PORTSEL 0x2000
#define IFF_AUTOMEDIA 0x4000
#define IFF_DYNAMIC 0x8000
#define IFF_LOWER_UP 0x10000
#define IFF_DORMANT 0x20000
#define IFF_ECHO 0x40000
#define IFHWADDRLEN 6

struct ifmap {
  unsigned long mem_start;
  unsigned long mem_end;
  unsigned short base_addr;
  unsigned char irq;
  unsigned char dma;
  unsigned char port;
};

struct ifreq {
  char ifr_name[IFNAMSIZ];
  union {
    struct sockaddr __address;
    struct ifmap __map;
    short __flags;
    int __number;
    char __name[IFNAMSIZ];
    char *__data;
  } __request;
};
#define ifr_addr __request.__address
#define ifr_dstaddr __request.__address
#define ifr_broadaddr __request.__address
#define ifr_netmask __request.__address
#define ifr_hwaddr __request.__address
#define ifr_map __request.__map
#define ifr_flags __request.__flags
#define ifr_metric __request.__number
#define ifr_mtu __request.__number
#define ifr_ifindex __request.__number
#define ifr_qlen __request.__number
#define ifr_newname __request.__name
#define ifr_data __request.__data
#define ifr_ifru __request
#define ifru_data __data
#define ifr_slave __request.__name
#define ifr_bandwidth __request.__number

struct ifconf {
  int ifc_len;
  union {
    char *__buffer;
    struct ifreq *__requests;
  } __list;
};
#define ifc_buf __list.__buffer
#define ifc_req __list.__requests

struct if_nameindex {
  unsigned int if_index;
  char *if_name;
};

unsigned if_nametoindex(const char *name);
char *if_indextoname(unsigned index, char *name);

#endif
