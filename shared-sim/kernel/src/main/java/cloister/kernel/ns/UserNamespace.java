package cloister.kernel.ns;

import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** Which users there are, and over what their capabilities count (user_namespaces(7)). */
public final class UserNamespace extends Namespace {
  /** One below another; Linux refuses more. */
  public static final int MOST_LEVELS = 32;

  private int level;

  /** Of the user who made it, as the kernel knows it. */
  private int creator;

  private int creatorGroup;
  private IdMap users = IdMap.NONE;
  private IdMap groups = IdMap.NONE;
  private boolean setsGroups = true;

  /** Of the outermost one; no part of its state. */
  private CapabilityWitness witness = CapabilityWitness.NONE;

  public UserNamespace(int id) {
    super(id);
  }

  /** The first one, in which every user is what it is. */
  public UserNamespace initial() {
    begin(NamespaceKind.USER.initialNumber(), null);
    users = IdMap.ALL;
    groups = IdMap.ALL;
    return this;
  }

  public UserNamespace below(UserNamespace parent, int number, int user, int group) {
    begin(number, parent);
    level = parent.level + 1;
    creator = user;
    creatorGroup = group;
    setsGroups = parent.setsGroups;
    return this;
  }

  /** Null for the first one. */
  public UserNamespace parent() {
    return owner();
  }

  public boolean isInitial() {
    return level == 0;
  }

  /** The first one. */
  public UserNamespace outermost() {
    UserNamespace at = this;
    while (!at.isInitial()) {
      at = at.parent();
    }
    return at;
  }

  /** Who is told when capabilities are asked for; in the first one, for all of them. */
  public void setWitness(CapabilityWitness told) {
    witness = told;
  }

  public CapabilityWitness witness() {
    return outermost().witness;
  }

  public int level() {
    return level;
  }

  public int creator() {
    return creator;
  }

  public int creatorGroup() {
    return creatorGroup;
  }

  /** Whether it is this one or lies below it. */
  public boolean isWithin(UserNamespace other) {
    UserNamespace at = this;
    while (at.level > other.level) {
      at = at.parent();
    }
    return at == other;
  }

  public IdMap users() {
    return users;
  }

  public IdMap groups() {
    return groups;
  }

  public void setUsers(IdMap map) {
    users = map;
  }

  public void setGroups(IdMap map) {
    groups = map;
  }

  /** Whether setgroups(2) may be used in it. */
  public boolean setsGroups() {
    return setsGroups;
  }

  public void denySetGroups() {
    setsGroups = false;
  }

  @Override
  public NamespaceKind namespaceKind() {
    return NamespaceKind.USER;
  }

  @Override
  public Kind kind() {
    return Kind.USER_NAMESPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.numbers(new int[] {level, creator, creatorGroup});
    users.save(out);
    groups.save(out);
    out.flag(setsGroups);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    int[] words = in.numbers();
    level = words[0];
    creator = words[1];
    creatorGroup = words[2];
    users = IdMap.load(in);
    groups = IdMap.load(in);
    setsGroups = in.flag();
  }
}
