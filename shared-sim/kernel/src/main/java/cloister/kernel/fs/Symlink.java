package cloister.kernel.fs;

import cloister.kernel.abi.Mode;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import cloister.kernel.vfs.Caller;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Inode;

/** A symbolic link of a tmpfs (symlink(7)). */
public final class Symlink extends Inode {
  private String target = "";

  public Symlink(int id) {
    super(id);
  }

  Symlink begin(FileSystem in, String text, int user, int group) {
    create(in, Mode.SYMLINK | 0777, user, group);
    target = text;
    return this;
  }

  @Override
  public long size() {
    return target.length();
  }

  @Override
  public String linkTarget(Caller caller) {
    return target;
  }

  @Override
  public boolean keepsAttributes() {
    return true;
  }

  @Override
  public Kind kind() {
    return Kind.SYMLINK;
  }

  @Override
  public void save(ObjectWriter out) {
    super.save(out);
    out.text(target);
  }

  @Override
  public void load(ObjectReader in) {
    super.load(in);
    target = in.text();
  }
}
