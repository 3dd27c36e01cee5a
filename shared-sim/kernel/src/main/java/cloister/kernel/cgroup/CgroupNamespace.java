package cloister.kernel.cgroup;

import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** Which group is shown as the first one (cgroup_namespaces(7)). */
public final class CgroupNamespace extends Namespace {
  private Cgroup root;

  public CgroupNamespace(int id) {
    super(id);
  }

  public CgroupNamespace of(int number, UserNamespace owner, Cgroup from) {
    begin(number, owner);
    root = from;
    return this;
  }

  public Cgroup root() {
    return root;
  }

  public boolean isInitial() {
    return number() == NamespaceKind.CGROUP.initialNumber();
  }

  @Override
  public NamespaceKind namespaceKind() {
    return NamespaceKind.CGROUP;
  }

  @Override
  public Kind kind() {
    return Kind.CGROUP_NAMESPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(root);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    root = in.pointer();
  }
}
