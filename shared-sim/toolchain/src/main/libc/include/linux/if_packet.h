/* The kernel's names for what <netpacket/packet.h> has. */
#ifndef _LINUX_IF_PACKET_H
#define _LINUX_IF_PACKET_H

#include <linux/types.h>
#include <netpacket/packet.h>

struct tpacket_auxdata {
  __u32 tp_status;
  __u32 tp_len;
  __u32 tp_snaplen;
  __u16 tp_mac;
  __u16 tp_net;
  __u16 tp_vlan_tci;
  __u16 tp_vlan_tpid;
};

#define TP_STATUS_CSUMNOTREADY (1 << 3)

#endif
