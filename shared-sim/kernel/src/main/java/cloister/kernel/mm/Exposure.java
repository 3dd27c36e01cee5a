package cloister.kernel.mm;

import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/**
 * Whether whoever runs a program may look into its memory: the attribute "dumpable" of
 * PR_SET_DUMPABLE(2const), which goes where a program gets or gives up rights.
 */
public final class Exposure {
  private boolean dumpable = true;

  /** Where the program was started; null before one was. */
  private UserNamespace owner;

  public boolean isDumpable() {
    return dumpable;
  }

  public void setDumpable(boolean value) {
    dumpable = value;
  }

  /** Whose capabilities count for what is not dumpable; null for the first. */
  public UserNamespace owner() {
    return owner;
  }

  public void setOwner(UserNamespace namespace) {
    owner = namespace;
  }

  void copyFrom(Exposure parent) {
    dumpable = parent.dumpable;
    owner = parent.owner;
  }

  void save(ObjectWriter out) {
    out.flag(dumpable);
    out.pointer(owner);
  }

  void load(ObjectReader in) {
    dumpable = in.flag();
    owner = in.pointer();
  }
}
