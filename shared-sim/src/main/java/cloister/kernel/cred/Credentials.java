package cloister.kernel.cred;

import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Arrays;

/**
 * Who a task acts as (credentials(7)): real, effective, saved and file-system ids as the kernel
 * knows them, and its capabilities in its user namespace. Never changed; a task gets others in
 * their place.
 */
public record Credentials(
    int uid,
    int euid,
    int suid,
    int fsuid,
    int gid,
    int egid,
    int sgid,
    int fsgid,
    int[] groups,
    UserNamespace namespace,
    long permitted,
    long effective) {

  /** The superuser of a user namespace whose ids are the kernel's. */
  public static Credentials root(UserNamespace namespace) {
    return new Credentials(
        0, 0, 0, 0, 0, 0, 0, 0, new int[0], namespace, Capability.ALL, Capability.ALL);
  }

  /** Whether it has a capability in its own user namespace. */
  public boolean can(int capability) {
    return (effective >>> capability & 1) != 0;
  }

  /** Whether it has one over what belongs to a user namespace (user_namespaces(7)). */
  public boolean can(int capability, UserNamespace over) {
    UserNamespace at = over;
    while (at != namespace) {
      if (at.level() <= namespace.level()) {
        return false;
      }
      if (at.parent() == namespace && at.creator() == euid) {
        return true;
      }
      at = at.parent();
    }
    return can(capability);
  }

  /** Whether it has one over the whole machine. */
  public boolean canEverywhere(int capability) {
    return namespace.isInitial() && can(capability);
  }

  /** Whether the superuser's own capabilities count for a file of these owners. */
  public boolean can(int capability, int fileUser, int fileGroup) {
    return can(capability)
        && namespace.users().fromKernel(fileUser) != -1
        && namespace.groups().fromKernel(fileGroup) != -1;
  }

  public boolean isInGroup(int group) {
    return fsgid == group || Arrays.stream(groups).anyMatch(one -> one == group);
  }

  /** The kernel's id of the superuser of its namespace; -1 without one. */
  private int rootUser() {
    return namespace.users().toKernel(0);
  }

  /** With other user ids; the file system's follows the effective one, capabilities as well. */
  public Credentials withUsers(int real, int effectiveUser, int saved) {
    int root = rootUser();
    boolean had = root != -1 && (uid == root || euid == root || suid == root);
    boolean has = root != -1 && (real == root || effectiveUser == root || saved == root);
    long newPermitted = had && !has ? 0 : permitted;
    boolean left = euid == root && effectiveUser != root;
    boolean came = euid != root && effectiveUser == root;
    long newEffective = had && !has || left ? 0 : came ? newPermitted : effective;
    return new Credentials(
        real,
        effectiveUser,
        saved,
        effectiveUser,
        gid,
        egid,
        sgid,
        fsgid,
        groups,
        namespace,
        newPermitted,
        newEffective);
  }

  public Credentials withGroupIds(int real, int effectiveGroup, int saved) {
    return new Credentials(
        uid,
        euid,
        suid,
        fsuid,
        real,
        effectiveGroup,
        saved,
        effectiveGroup,
        groups,
        namespace,
        permitted,
        effective);
  }

  public Credentials withGroups(int[] others) {
    return new Credentials(
        uid, euid, suid, fsuid, gid, egid, sgid, fsgid, others, namespace, permitted, effective);
  }

  private Credentials withCapabilities(UserNamespace in, long allowed, long used) {
    return new Credentials(
        uid, euid, suid, fsuid, gid, egid, sgid, fsgid, groups, in, allowed, used);
  }

  /** In another user namespace, with all capabilities there. */
  public Credentials in(UserNamespace other) {
    return withCapabilities(other, Capability.ALL, Capability.ALL);
  }

  /** As a program that is started sees itself: what it was given by its file is saved, too. */
  public Credentials started(int effectiveUser, int effectiveGroup) {
    Credentials who =
        withUsers(uid, effectiveUser, effectiveUser)
            .withGroupIds(gid, effectiveGroup, effectiveGroup);
    int root = rootUser();
    boolean allowed = root != -1 && (uid == root || effectiveUser == root);
    long all = allowed ? Capability.ALL : 0;
    return who.withCapabilities(namespace, all, effectiveUser == root ? all : 0);
  }

  /** For access(2), which asks with the real ids. */
  public Credentials asReal() {
    long used = uid == rootUser() ? permitted : 0;
    return new Credentials(
        uid, uid, suid, uid, gid, gid, sgid, gid, groups, namespace, permitted, used);
  }

  public void save(ObjectWriter out) {
    out.numbers(new int[] {uid, euid, suid, fsuid, gid, egid, sgid, fsgid});
    out.numbers(groups);
    out.pointer(namespace);
    out.number(permitted);
    out.number(effective);
  }

  public static Credentials load(ObjectReader in) {
    int[] ids = in.numbers();
    int[] groups = in.numbers();
    UserNamespace namespace = in.pointer();
    long permitted = in.longNumber();
    return new Credentials(
        ids[0],
        ids[1],
        ids[2],
        ids[3],
        ids[4],
        ids[5],
        ids[6],
        ids[7],
        groups,
        namespace,
        permitted,
        in.longNumber());
  }
}
