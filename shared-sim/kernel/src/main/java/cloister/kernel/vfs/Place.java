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
  private int users = 1;

  public Place(int id) {
    super(id);
  }

  public Place at(Path rootDirectory, Path workingDirectory) {
    root = rootDirectory.use();
    working = workingDirectory.use();
    return this;
  }

  public Place copy(int id) {
    Place copy = new Place(id).at(root, working);
    copy.umask = umask;
    return copy;
  }

  /** One more task begins there. */
  public Place share() {
    users++;
    return this;
  }

  /** One less; the last one lets the directories go. */
  public void leave() {
    if (--users == 0) {
      root.unuse();
      working.unuse();
    }
  }

  public int users() {
    return users;
  }

  public Path root() {
    return root;
  }

  public Path working() {
    return working;
  }

  public void setRoot(Path directory) {
    Path before = root;
    root = directory.use();
    before.unuse();
  }

  public void setWorking(Path directory) {
    Path before = working;
    working = directory.use();
    before.unuse();
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
    out.number(users);
  }

  @Override
  public void load(ObjectReader in) {
    root = Path.load(in);
    working = Path.load(in);
    umask = in.number();
    users = in.number();
  }
}
