#include <grp.h>
#include <string.h>

static int is_member(const struct group *group, const char *user) {
  char **member;
  for (member = group->gr_mem; *member; member++) {
    if (strcmp(*member, user) == 0) {
      return 1;
    }
  }
  return 0;
}

/* Sets count to how many there are; -1 if that is more than there was room for. */
int getgrouplist(const char *user, gid_t first, gid_t *groups, int *count) {
  struct group *group;
  int found = 1;
  int room = *count;
  if (room > 0) {
    groups[0] = first;
  }
  setgrent();
  while ((group = getgrent())) {
    if (group->gr_gid != first && is_member(group, user)) {
      if (found < room) {
        groups[found] = group->gr_gid;
      }
      found++;
    }
  }
  endgrent();
  *count = found;
  return found <= room ? found : -1;
}

int initgroups(const char *user, gid_t first) {
  gid_t groups[256];
  int count = 256;
  if (getgrouplist(user, first, groups, &count) < 0) {
    count = 256;
  }
  return setgroups((size_t)count, groups);
}
