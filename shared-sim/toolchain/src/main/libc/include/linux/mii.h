/* Registers of a network interface's transceiver. */
#ifndef _LINUX_MII_H
#define _LINUX_MII_H

#include <linux/types.h>

#define MII_BMCR 0x00
#define MII_BMSR 0x01
#define BMSR_LSTATUS 0x0004

struct mii_ioctl_data {
  __u16 phy_id;
  __u16 reg_num;
  __u16 val_in;
  __u16 val_out;
};

#endif
