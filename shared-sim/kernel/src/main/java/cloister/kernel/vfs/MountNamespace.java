package cloister.kernel.vfs;

import cloister.kernel.ns.Namespace;
import cloister.kernel.ns.NamespaceKind;
import cloister.kernel.ns.UserNamespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The mounts that processes see (mount_namespaces(7)). */
public final class MountNamespace extends Namespace {
  private final Mounts mounts;

  /** Oldest first; the first one is below all others. */
  private final List<Mount> list = new ArrayList<>();

  public MountNamespace(int id, Mounts mounts) {
    super(id);
    this.mounts = mounts;
  }

  public MountNamespace of(int number, UserNamespace owner) {
    begin(number, owner);
    mounts.namespaces().add(this);
    return this;
  }

  public List<Mount> list() {
    return list;
  }

  public Mount bottom() {
    return list.getFirst();
  }

  /** What is on top of the root, which setns(2) leads to. */
  public Path top() {
    return mounts.topAt(bottom().root());
  }

  /** A mount that shows all that another one of the same type would. */
  public Optional<Mount> showingAllOf(Mount other) {
    return list.stream().filter(mount -> mount.showsAllOf(other)).findFirst();
  }

  /** Whether a file is covered in it, through whatever mount. */
  public boolean covers(MountPoint place) {
    return list.stream().anyMatch(one -> !one.isTop() && one.mountPoint().isSameFile(place));
  }

  void add(Mount mount) {
    int at = list.size();
    while (at > 0 && list.get(at - 1).number() > mount.number()) {
      at--;
    }
    list.add(at, mount);
    mount.setNamespace(this);
  }

  void remove(Mount mount) {
    list.remove(mount);
    mount.setNamespace(null);
  }

  @Override
  protected void gone() {
    mounts.namespaces().remove(this);
    new Unmount(mounts).takeAway(MountTree.all(bottom()), Mount::isLocked);
  }

  @Override
  public NamespaceKind namespaceKind() {
    return NamespaceKind.MOUNT;
  }

  @Override
  public Kind kind() {
    return Kind.MOUNT_NAMESPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointers(list);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    list.addAll(in.<Mount>pointers());
  }
}
