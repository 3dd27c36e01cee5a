package cloister.kernel.ns;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** What the processes in it see of one thing of the kernel (namespaces(7)). */
public abstract class Namespace extends KernelObject {
  private int number;

  /** Null for the first user namespace. */
  private UserNamespace owner;

  /** Processes, open files and mounts that keep it. */
  private int users;

  protected Namespace(int id) {
    super(id);
  }

  protected final void begin(int inode, UserNamespace ownedBy) {
    number = inode;
    owner = ownedBy;
  }

  public abstract NamespaceKind namespaceKind();

  /** The inode number by which it is known, unsigned. */
  public final int number() {
    return number;
  }

  /** The user namespace whose capabilities count for it; that of a user namespace is above it. */
  public final UserNamespace owner() {
    return owner;
  }

  /** As a link in {@code /proc/PID/ns} says it. */
  public final String label() {
    return namespaceKind().label() + ":[" + Integer.toUnsignedString(number) + "]";
  }

  public final void use() {
    users++;
  }

  public final void unuse() {
    if (--users == 0) {
      gone();
    }
  }

  /** Nobody is in it, and nobody can come. */
  protected void gone() {}

  @Override
  public void save(ObjectWriter out) {
    out.number(number);
    out.number(users);
    out.pointer(owner);
  }

  @Override
  public void load(ObjectReader in) {
    number = in.number();
    users = in.number();
    owner = in.pointer();
  }
}
