/* Interfaces with their addresses of version 4, as rtnetlink(7) tells of them. */
#include <errno.h>
#include <ifaddrs.h>
#include <linux/rtnetlink.h>
#include <net/if.h>
#include <netinet/in.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct entry {
  struct ifaddrs interface;
  struct sockaddr_in address, netmask, other;
  char name[IFNAMSIZ];
  int index;
};

void freeifaddrs(struct ifaddrs *list) {
  while (list) {
    struct ifaddrs *next = list->ifa_next;
    free(list);
    list = next;
  }
}

static struct entry *append(struct ifaddrs **list, int index) {
  struct entry *one = calloc(1, sizeof *one);
  if (one) {
    while (*list) {
      list = &(*list)->ifa_next;
    }
    *list = &one->interface;
    one->interface.ifa_name = one->name;
    one->index = index;
  }
  return one;
}

static int take_link(struct ifaddrs **list, struct nlmsghdr *message) {
  struct ifinfomsg *info = NLMSG_DATA(message);
  struct rtattr *attribute = IFLA_RTA(info);
  int length = (int)IFLA_PAYLOAD(message);
  struct entry *one = append(list, info->ifi_index);
  if (!one) {
    return -1;
  }
  one->interface.ifa_flags = info->ifi_flags;
  for (; RTA_OK(attribute, length); attribute = RTA_NEXT(attribute, length)) {
    if (attribute->rta_type == IFLA_IFNAME) {
      strlcpy(one->name, RTA_DATA(attribute), sizeof one->name);
    }
  }
  return 0;
}

static void take_attribute(struct entry *one, struct rtattr *attribute, int broadcast) {
  struct sockaddr_in *to = attribute->rta_type == IFA_ADDRESS && !one->address.sin_family
                               ? &one->address
                           : attribute->rta_type == IFA_LOCAL ? &one->address
                           : attribute->rta_type == IFA_BROADCAST && broadcast ? &one->other
                                                                               : NULL;
  if (to && RTA_PAYLOAD(attribute) == 4) {
    to->sin_family = AF_INET;
    memcpy(&to->sin_addr, RTA_DATA(attribute), 4);
  }
}

static int take_address(struct ifaddrs **list, struct nlmsghdr *message) {
  struct ifaddrmsg *info = NLMSG_DATA(message);
  struct rtattr *attribute = IFA_RTA(info);
  int length = (int)IFA_PAYLOAD(message);
  struct ifaddrs *link = *list;
  struct entry *one;
  while (link && (link->ifa_addr || ((struct entry *)link)->index != (int)info->ifa_index)) {
    link = link->ifa_next;
  }
  if (!link || info->ifa_family != AF_INET) {
    return 0;
  }
  one = append(list, (int)info->ifa_index);
  if (!one) {
    return -1;
  }
  strcpy(one->name, link->ifa_name);
  one->interface.ifa_flags = link->ifa_flags;
  for (; RTA_OK(attribute, length); attribute = RTA_NEXT(attribute, length)) {
    take_attribute(one, attribute, (int)(link->ifa_flags & IFF_BROADCAST));
  }
  one->netmask.sin_family = AF_INET;
  one->netmask.sin_addr.s_addr =
      info->ifa_prefixlen ? htonl(~0U << (32 - info->ifa_prefixlen)) : 0;
  one->interface.ifa_addr = (struct sockaddr *)&one->address;
  one->interface.ifa_netmask = (struct sockaddr *)&one->netmask;
  if (one->other.sin_family) {
    one->interface.ifa_broadaddr = (struct sockaddr *)&one->other;
  }
  return 0;
}

/* Everything of one kind; -1 for an error. */
static int dump(int descriptor, int type, struct ifaddrs **list) {
  struct {
    struct nlmsghdr header;
    struct rtgenmsg family;
  } request;
  /* Messages are aligned. */
  union {
    struct nlmsghdr header;
    char bytes[8192];
  } answer;
  memset(&request, 0, sizeof request);
  request.header.nlmsg_len = NLMSG_LENGTH(sizeof request.family);
  request.header.nlmsg_type = (unsigned short)type;
  request.header.nlmsg_flags = NLM_F_REQUEST | NLM_F_DUMP;
  request.family.rtgen_family = type == RTM_GETADDR ? AF_INET : AF_UNSPEC;
  if (send(descriptor, &request, request.header.nlmsg_len, 0) < 0) {
    return -1;
  }
  for (;;) {
    int got = (int)recv(descriptor, &answer, sizeof answer, 0);
    struct nlmsghdr *message = &answer.header;
    if (got <= 0) {
      return -1;
    }
    for (; NLMSG_OK(message, got); message = NLMSG_NEXT(message, got)) {
      if (message->nlmsg_type == NLMSG_DONE) {
        return 0;
      }
      if (message->nlmsg_type == NLMSG_ERROR ||
          (message->nlmsg_type == RTM_NEWLINK && take_link(list, message) < 0) ||
          (message->nlmsg_type == RTM_NEWADDR && take_address(list, message) < 0)) {
        return -1;
      }
    }
  }
}

int getifaddrs(struct ifaddrs **list) {
  int descriptor = socket(AF_NETLINK, SOCK_RAW | SOCK_CLOEXEC, NETLINK_ROUTE), result, error;
  *list = NULL;
  if (descriptor < 0) {
    return -1;
  }
  result = dump(descriptor, RTM_GETLINK, list);
  if (result == 0) {
    result = dump(descriptor, RTM_GETADDR, list);
  }
  error = errno;
  close(descriptor);
  if (result < 0) {
    freeifaddrs(*list);
    *list = NULL;
    errno = error;
  }
  return result;
}
