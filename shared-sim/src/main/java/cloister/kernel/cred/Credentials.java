package cloister.kernel.cred;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Arrays;

/**
 * Who a task acts as (credentials(7)): real, effective, saved and file-system ids. Never changed; a
 * task gets others in their place.
 */
public record Credentials(
    int uid, int euid, int suid, int fsuid, int gid, int egid, int sgid, int fsgid, int[] groups) {

  public static final Credentials ROOT = new Credentials(0, 0, 0, 0, 0, 0, 0, 0, new int[0]);

  /** Whether it may do what is for the superuser. */
  public boolean isPrivileged() {
    return euid == 0;
  }

  public boolean isInGroup(int group) {
    return fsgid == group || Arrays.stream(groups).anyMatch(one -> one == group);
  }

  /** With other user ids; the file system's follows the effective one. */
  public Credentials withUsers(int real, int effective, int saved) {
    return new Credentials(real, effective, saved, effective, gid, egid, sgid, fsgid, groups);
  }

  public Credentials withGroupIds(int real, int effective, int saved) {
    return new Credentials(uid, euid, suid, fsuid, real, effective, saved, effective, groups);
  }

  public Credentials withGroups(int[] others) {
    return new Credentials(uid, euid, suid, fsuid, gid, egid, sgid, fsgid, others);
  }

  /** As a program that is started sees itself: what it was given by its file is saved, too. */
  public Credentials started(int effectiveUser, int effectiveGroup) {
    return withUsers(uid, effectiveUser, effectiveUser)
        .withGroupIds(gid, effectiveGroup, effectiveGroup);
  }

  /** For access(2), which asks with the real ids. */
  public Credentials asReal() {
    return new Credentials(uid, uid, suid, uid, gid, gid, sgid, gid, groups);
  }

  public void save(ObjectWriter out) {
    out.numbers(new int[] {uid, euid, suid, fsuid, gid, egid, sgid, fsgid});
    out.numbers(groups);
  }

  public static Credentials load(ObjectReader in) {
    int[] ids = in.numbers();
    return new Credentials(
        ids[0], ids[1], ids[2], ids[3], ids[4], ids[5], ids[6], ids[7], in.numbers());
  }
}
