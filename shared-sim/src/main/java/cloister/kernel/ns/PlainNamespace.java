package cloister.kernel.ns;

import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** A namespace that is known by its number alone: what it would hold is not there yet. */
public final class PlainNamespace extends Namespace {
  private NamespaceKind kind = NamespaceKind.IPC;

  public PlainNamespace(int id) {
    super(id);
  }

  public PlainNamespace of(NamespaceKind what, int number, UserNamespace owner) {
    begin(number, owner);
    kind = what;
    return this;
  }

  @Override
  public NamespaceKind namespaceKind() {
    return kind;
  }

  @Override
  public Kind kind() {
    return Kind.NAMESPACE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.number(kind.ordinal());
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    kind = NamespaceKind.values()[in.number()];
  }
}
