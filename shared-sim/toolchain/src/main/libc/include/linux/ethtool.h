/* Requests about an interface's hardware. */
#ifndef _LINUX_ETHTOOL_H
#define _LINUX_ETHTOOL_H

#include <linux/types.h>

#define ETHTOOL_GLINK 0x0000000a

struct ethtool_value {
  __u32 cmd;
  __u32 data;
};

#endif
