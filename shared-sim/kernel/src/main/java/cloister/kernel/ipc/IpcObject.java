package cloister.kernel.ipc;

import cloister.kernel.cred.Capability;
import cloister.kernel.cred.Credentials;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.KernelObject;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** What all objects of System V have: a key, an identifier, owners and a mode (sysvipc(7)). */
public abstract class IpcObject extends KernelObject {
  /** A key that finds nothing (IPC_PRIVATE). */
  public static final int PRIVATE = 0;

  private static final int OWNER_SHIFT = 6;
  private static final int GROUP_SHIFT = 3;
  private static final int RIGHTS = 7;
  private static final int PERMISSIONS = 0777;

  private int key;

  /** What programs know it by: its place, and how often places have been gone through. */
  private int number;

  private int user;
  private int group;
  private int creator;
  private int creatorGroup;
  private int mode;

  /** Seconds since 1970. */
  private long changed;

  protected IpcObject(int id) {
    super(id);
  }

  /** As tools name the kind: shm, sem or msg. */
  public abstract String type();

  final void begin(int itsKey, int rights, Credentials who, long now) {
    key = itsKey;
    mode = rights & PERMISSIONS;
    user = who.euid();
    group = who.egid();
    creator = user;
    creatorGroup = group;
    changed = now;
  }

  final void numbered(int identifier) {
    number = identifier;
  }

  public final int key() {
    return key;
  }

  /** Nobody finds it by a key any more. */
  final void loseKey() {
    key = PRIVATE;
  }

  public final int number() {
    return number;
  }

  public final int user() {
    return user;
  }

  public final int group() {
    return group;
  }

  public final int creator() {
    return creator;
  }

  public final int creatorGroup() {
    return creatorGroup;
  }

  /** Rights, and what shm_perm.mode tells besides. */
  public final int mode() {
    return mode;
  }

  final void setModeBits(int bits, boolean value) {
    mode = value ? mode | bits : mode & ~bits;
  }

  public final long changed() {
    return changed;
  }

  final void change(long now) {
    changed = now;
  }

  /** Other owners and rights (IPC_SET). */
  public final void giveTo(int newUser, int newGroup, int rights, long now) {
    user = newUser;
    group = newGroup;
    mode = mode & ~PERMISSIONS | rights & PERMISSIONS;
    changed = now;
  }

  /**
   * Whether it may be used so.
   *
   * @param asked the rights, for one of owner, group and others or for all of them
   * @param over whose CAP_IPC_OWNER counts
   */
  public final boolean allows(Credentials who, int asked, UserNamespace over) {
    int wanted = asked >> OWNER_SHIFT | asked >> GROUP_SHIFT | asked;
    int granted = mode;
    if (who.euid() == creator || who.euid() == user) {
      granted >>= OWNER_SHIFT;
    } else if (who.isInGroup(creatorGroup) || who.isInGroup(group)) {
      granted >>= GROUP_SHIFT;
    }
    return (wanted & ~granted & RIGHTS) == 0 || who.can(Capability.IPC_OWNER, over);
  }

  /** Whether it is one's own, as owner or creator. */
  public final boolean belongsTo(Credentials who) {
    return who.euid() == creator || who.euid() == user;
  }

  @Override
  public void save(ObjectWriter out) {
    out.numbers(new int[] {key, number, user, group, creator, creatorGroup, mode});
    out.number(changed);
  }

  @Override
  public void load(ObjectReader in) {
    int[] words = in.numbers();
    key = words[0];
    number = words[1];
    user = words[2];
    group = words[3];
    creator = words[4];
    creatorGroup = words[5];
    mode = words[6];
    changed = in.longNumber();
  }
}
