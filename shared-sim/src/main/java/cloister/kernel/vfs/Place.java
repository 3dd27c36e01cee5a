package cloister.kernel.vfs;

import cloister.kernel.object.KernelObject;
import cloister.kernel.object.Kind;
import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;

/** Where paths of a task begin, and what new files are denied; Linux's fs_struct. */
public final class Place extends KernelObject {
  private Path root;
  private Path working;
  private int umask = 022;

  public Place(int id) {
    super(id);
  }

  public Place at(Path rootDirectory, Path workingDirectory) {
    root = rootDirectory;
    working = workingDirectory;
    return this;
  }

  public Place copy(int id) {
    Place copy = new Place(id).at(root, working);
    copy.umask = umask;
    return copy;
  }

  public Path root() {
    return root;
  }

  public Path working() {
    return working;
  }

  public void setRoot(Path directory) {
    root = directory;
  }

  public void setWorking(Path directory) {
    working = directory;
  }

  public int umask() {
    return umask;
  }

  public void setUmask(int mask) {
    umask = mask & 0777;
  }

  @Override
  public Kind kind() {
    return Kind.FILE_SYSTEM_PLACE;
  }

  @Override
  public void save(ObjectWriter out) {
    root.save(out);
    working.save(out);
    out.number(umask);
  }

  @Override
  public void load(ObjectReader in) {
    root = Path.load(in);
    working = Path.load(in);
    umask = in.number();
  }
}
