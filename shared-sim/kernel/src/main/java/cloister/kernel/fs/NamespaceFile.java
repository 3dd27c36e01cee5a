package cloister.kernel.fs;

import cloister.kernel.abi.Mode;
import cloister.kernel.ns.Namespace;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;
import cloister.kernel.vfs.NamedRoot;

/** What keeps a namespace while it is open or mounted, and what setns(2) takes. */
public final class NamespaceFile extends Inode implements NamedRoot {
  private Namespace namespace;
  private boolean keeps;

  public NamespaceFile(int id) {
    super(id);
  }

  public NamespaceFile of(FileSystem in, Namespace what) {
    createNumbered(in, what.number(), Mode.REGULAR | 0444);
    namespace = what;
    return this;
  }

  public Namespace namespace() {
    return namespace;
  }

  @Override
  public String rootName(Caller reader) {
    return namespace.label();
  }

  @Override
  public void use() {
    super.use();
    if (!keeps) {
      keeps = true;
      namespace.use();
    }
  }

  @Override
  protected void gone() {
    super.gone();
    if (keeps) {
      keeps = false;
      namespace.unuse();
    }
  }

  @Override
  public Kind kind() {
    return Kind.NAMESPACE_FILE;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.pointer(namespace);
    out.flag(keeps);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    namespace = in.pointer();
    keeps = in.flag();
  }
}
