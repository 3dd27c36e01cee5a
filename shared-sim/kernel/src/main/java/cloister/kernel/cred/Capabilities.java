package cloister.kernel.cred;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * The five sets of capabilities of a task, a bit for each, and what changes how they are kept
 * (capabilities(7)).
 *
 * @param permitted what it may take up
 * @param effective what counts when the kernel asks
 * @param inheritable what programs may keep that name it in their files
 * @param bounding beyond which no program gives anything
 * @param ambient what programs keep that say nothing
 * @param noNewPrivileges no program gives more than there was (PR_SET_NO_NEW_PRIVS)
 */
public record Capabilities(
    long permitted,
    long effective,
    long inheritable,
    long bounding,
    long ambient,
    int secureBits,
    boolean noNewPrivileges) {
  /** Bits of {@code secureBits}; the one above each locks it. */
  public static final int NO_ROOT = 1;

  public static final int NO_SETUID_FIXUP = 1 << 2;
  public static final int KEEP_CAPS = 1 << 4;
  public static final int NO_AMBIENT_RAISE = 1 << 6;

  private static final int ALL_BITS = NO_ROOT | NO_SETUID_FIXUP | KEEP_CAPS | NO_AMBIENT_RAISE;
  private static final int ALL_LOCKS = ALL_BITS << 1;

  /** The superuser's. */
  static final Capabilities FULL =
      new Capabilities(Capability.ALL, Capability.ALL, 0, Capability.ALL, 0, 0, false);

  public boolean hasSecureBit(int bit) {
    return (secureBits & bit) != 0;
  }

  /** All of a user namespace that is entered. */
  Capabilities whole() {
    return new Capabilities(
        Capability.ALL, Capability.ALL, 0, Capability.ALL, 0, 0, noNewPrivileges);
  }

  /** With other sets; ambient ones must be permitted and inheritable. */
  public Capabilities withSets(long allowed, long used, long passedOn) {
    return new Capabilities(
        allowed,
        used,
        passedOn,
        bounding,
        ambient & allowed & passedOn,
        secureBits,
        noNewPrivileges);
  }

  Capabilities withEffective(long used) {
    return new Capabilities(
        permitted, used, inheritable, bounding, ambient, secureBits, noNewPrivileges);
  }

  /** What a program begins with; it keeps its capabilities at the next setuid(2) no more. */
  public Capabilities started(long allowed, long used, long kept) {
    return new Capabilities(
        allowed, used, inheritable, bounding, kept, secureBits & ~KEEP_CAPS, noNewPrivileges);
  }

  public Capabilities withBounding(long most) {
    return new Capabilities(
        permitted, effective, inheritable, most, ambient, secureBits, noNewPrivileges);
  }

  public Capabilities withAmbient(long kept) {
    return new Capabilities(
        permitted, effective, inheritable, bounding, kept, secureBits, noNewPrivileges);
  }

  public Capabilities withSecureBits(int bits) {
    return new Capabilities(
        permitted, effective, inheritable, bounding, ambient, bits, noNewPrivileges);
  }

  public Capabilities withoutNewPrivileges() {
    return new Capabilities(permitted, effective, inheritable, bounding, ambient, secureBits, true);
  }

  /** Whether such bits may come in place of those that are there (PR_SET_SECUREBITS). */
  public boolean permitsSecureBits(int bits) {
    boolean changesLocked = ((secureBits & ALL_LOCKS) >> 1 & (secureBits ^ bits)) != 0;
    boolean unlocks = (secureBits & ALL_LOCKS & ~bits) != 0;
    return !changesLocked && !unlocks && (bits & ~(ALL_BITS | ALL_LOCKS)) == 0;
  }

  /**
   * When the user ids change: who was the superuser and is not loses them.
   *
   * @param leaves whether one of the ids was the superuser's, and none is
   * @param was whether the effective id was the superuser's
   * @param is whether it is
   */
  Capabilities afterSetUser(boolean leaves, boolean was, boolean is) {
    if (hasSecureBit(NO_SETUID_FIXUP)) {
      return this;
    }
    boolean drops = leaves && !hasSecureBit(KEEP_CAPS);
    long allowed = drops ? 0 : permitted;
    long used = drops || was && !is ? 0 : is && !was ? allowed : effective;
    return new Capabilities(
        allowed, used, inheritable, bounding, leaves ? 0 : ambient, secureBits, noNewPrivileges);
  }

  /** When the user of the file system changes. */
  Capabilities afterSetFileUser(boolean was, boolean is) {
    if (hasSecureBit(NO_SETUID_FIXUP) || was == is) {
      return this;
    }
    long files = Capability.OF_FILES;
    return withEffective(was ? effective & ~files : effective | permitted & files);
  }

  void save(ObjectWriter out) {
    out.number(permitted);
    out.number(effective);
    out.number(inheritable);
    out.number(bounding);
    out.number(ambient);
    out.number(secureBits);
    out.flag(noNewPrivileges);
  }

  static Capabilities load(ObjectReader in) {
    long permitted = in.longNumber();
    long effective = in.longNumber();
    long inheritable = in.longNumber();
    long bounding = in.longNumber();
    long ambient = in.longNumber();
    int bits = in.number();
    return new Capabilities(permitted, effective, inheritable, bounding, ambient, bits, in.flag());
  }
}
