package cloister.kernel.ns;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.Arrays;
import java.util.List;

/**
 * The namespaces of a task, one of each kind but the user namespace, which its credentials have;
 * Linux's nsproxy. Never changed. That of process numbers and that of times are those of its
 * children to come.
 */
public final class NamespaceSet {
  private final Namespace[] all;

  private NamespaceSet(Namespace[] all) {
    this.all = all;
  }

  /** One of each kind but USER. */
  public static NamespaceSet of(List<Namespace> namespaces) {
    Namespace[] all = new Namespace[NamespaceKind.values().length];
    namespaces.forEach(one -> all[one.namespaceKind().ordinal()] = one);
    return new NamespaceSet(all);
  }

  public Namespace get(NamespaceKind kind) {
    return all[kind.ordinal()];
  }

  public NamespaceSet with(Namespace other) {
    Namespace[] changed = all.clone();
    changed[other.namespaceKind().ordinal()] = other;
    return new NamespaceSet(changed);
  }

  /** Of children to come, and of the next program. */
  public TimeNamespace nextTimes() {
    return (TimeNamespace) get(NamespaceKind.TIME);
  }

  public UtsNamespace uts() {
    return (UtsNamespace) get(NamespaceKind.UTS);
  }

  /** One task more has them. */
  public NamespaceSet use() {
    for (Namespace one : all) {
      if (one != null) {
        one.use();
      }
    }
    return this;
  }

  public void unuse() {
    for (Namespace one : all) {
      if (one != null) {
        one.unuse();
      }
    }
  }

  public void save(ObjectWriter out) {
    out.pointers(Arrays.asList(all));
  }

  public static NamespaceSet load(ObjectReader in) {
    return new NamespaceSet(in.<Namespace>pointers().toArray(new Namespace[0]));
  }
}
