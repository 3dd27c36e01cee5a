package cloister.kernel.cred;

import cloister.kernel.ns.CapabilityWitness.Verdict;
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
    Capabilities capabilities) {

  /** The superuser of a user namespace whose ids are the kernel's. */
  public static Credentials root(UserNamespace namespace) {
    return new Credentials(0, 0, 0, 0, 0, 0, 0, 0, new int[0], namespace, Capabilities.FULL);
  }

  public long permitted() {
    return capabilities.permitted();
  }

  public long effective() {
    return capabilities.effective();
  }

  /** Whether it has a capability in its own user namespace. */
  public boolean can(int capability) {
    return can(capability, namespace);
  }

  /** Whether it has one over what belongs to a user namespace (user_namespaces(7)). */
  public boolean can(int capability, UserNamespace over) {
    Verdict verdict = verdict(capability, over);
    over.witness().asked(capability, over, verdict);
    return verdict == Verdict.GRANTED;
  }

  private Verdict verdict(int capability, UserNamespace over) {
    UserNamespace at = over;
    while (at != namespace) {
      if (at.level() <= namespace.level()) {
        return Verdict.ELSEWHERE;
      }
      if (at.parent() == namespace && at.creator() == euid) {
        return Verdict.GRANTED;
      }
      at = at.parent();
    }
    return (effective() & Capability.bit(capability)) == 0 ? Verdict.MISSING : Verdict.GRANTED;
  }

  /** Whether it has one over the whole machine. */
  public boolean canEverywhere(int capability) {
    return can(capability, namespace.outermost());
  }

  /** The same where nobody is told of the question (has_capability_noaudit). */
  public boolean hasUnasked(int capability) {
    return verdict(capability, namespace.outermost()) == Verdict.GRANTED;
  }

  /** Whether the superuser's own capabilities count for a file of these owners. */
  public boolean can(int capability, int fileUser, int fileGroup) {
    if (namespace.users().fromKernel(fileUser) == -1
        || namespace.groups().fromKernel(fileGroup) == -1) {
      namespace.witness().asked(capability, namespace, Verdict.OWNER);
      return false;
    }
    return can(capability);
  }

  public boolean isInGroup(int group) {
    return fsgid == group || Arrays.stream(groups).anyMatch(one -> one == group);
  }

  /** The kernel's id of the superuser of its namespace; -1 without one. */
  public int rootUser() {
    return namespace.users().toKernel(0);
  }

  /** With other user ids; the file system's follows the effective one, capabilities as well. */
  public Credentials withUsers(int real, int effectiveUser, int saved) {
    int root = rootUser();
    boolean had = root != -1 && (uid == root || euid == root || suid == root);
    boolean has = root != -1 && (real == root || effectiveUser == root || saved == root);
    return withUserIds(real, effectiveUser, saved, effectiveUser)
        .with(
            capabilities.afterSetUser(
                had && !has, root != -1 && euid == root, root != -1 && effectiveUser == root));
  }

  private Credentials withUserIds(int real, int effectiveUser, int saved, int ofFiles) {
    return new Credentials(
        real,
        effectiveUser,
        saved,
        ofFiles,
        gid,
        egid,
        sgid,
        fsgid,
        groups,
        namespace,
        capabilities);
  }

  /** With another user for files (setfsuid(2)). */
  public Credentials withFileUser(int user) {
    int root = rootUser();
    return withUserIds(uid, euid, suid, user)
        .with(
            capabilities.afterSetFileUser(root != -1 && fsuid == root, root != -1 && user == root));
  }

  /** With another group for files (setfsgid(2)). */
  public Credentials withFileGroup(int group) {
    return new Credentials(
        uid, euid, suid, fsuid, gid, egid, sgid, group, groups, namespace, capabilities);
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
        capabilities);
  }

  public Credentials withGroups(int[] others) {
    return new Credentials(
        uid, euid, suid, fsuid, gid, egid, sgid, fsgid, others, namespace, capabilities);
  }

  public Credentials with(Capabilities others) {
    return new Credentials(
        uid, euid, suid, fsuid, gid, egid, sgid, fsgid, groups, namespace, others);
  }

  /** In another user namespace, with all capabilities there. */
  public Credentials in(UserNamespace other) {
    return new Credentials(
        uid, euid, suid, fsuid, gid, egid, sgid, fsgid, groups, other, capabilities.whole());
  }

  /** With the ids that a program is started with: the effective ones are saved, too. */
  public Credentials started(int effectiveUser, int effectiveGroup) {
    return withUserIds(uid, effectiveUser, effectiveUser, effectiveUser)
        .withGroupIds(gid, effectiveGroup, effectiveGroup);
  }

  /** For access(2), which asks with the real ids. */
  public Credentials asReal() {
    Credentials real = withUserIds(uid, uid, suid, uid).withGroupIds(gid, gid, sgid);
    return capabilities.hasSecureBit(Capabilities.NO_SETUID_FIXUP)
        ? real
        : real.with(capabilities.withEffective(uid == rootUser() ? permitted() : 0));
  }

  public void save(ObjectWriter out) {
    out.numbers(new int[] {uid, euid, suid, fsuid, gid, egid, sgid, fsgid});
    out.numbers(groups);
    out.pointer(namespace);
    capabilities.save(out);
  }

  public static Credentials load(ObjectReader in) {
    int[] ids = in.numbers();
    int[] groups = in.numbers();
    UserNamespace namespace = in.pointer();
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
        Capabilities.load(in));
  }
}
