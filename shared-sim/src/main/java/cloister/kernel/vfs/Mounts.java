package cloister.kernel.vfs;

import cloister.kernel.object.ObjectReader;
import cloister.kernel.object.ObjectWriter;
import java.util.ArrayList;
import java.util.List;

/** All mounts, oldest first. */
public final class Mounts {
  private final List<Mount> list = new ArrayList<>();

  public List<Mount> all() {
    return list;
  }

  public void add(Mount mount) {
    list.add(mount);
  }

  /** What is seen at a place: the root of the newest mount there, or what was there before. */
  public Path topAt(Path path) {
    Path top = path;
    for (int i = list.size() - 1; i >= 0; i--) {
      if (list.get(i).covers(top)) {
        top = list.get(i).root();
        i = list.size();
      }
    }
    return top;
  }

  public boolean isMountPoint(Path path) {
    return list.stream().anyMatch(mount -> mount.covers(path));
  }

  /** The directory above; the root's is itself. */
  public Path above(Path path, Path root) {
    Path at = path;
    while (!at.equals(root) && at.equals(at.mount().root()) && !at.mount().isTop()) {
      at = at.mount().place();
    }
    return at.equals(root) ? at : topAt(new Path(at.mount(), at.directory().parent()));
  }

  /** The name of a directory from a root on, as getcwd(2) gives it. */
  public String name(Path path, Path root) {
    StringBuilder text = new StringBuilder();
    Path at = path;
    while (!at.equals(root)) {
      if (at.equals(at.mount().root())) {
        if (at.mount().isTop()) {
          break;
        }
        at = at.mount().place();
      } else {
        text.insert(0, "/" + at.directory().name());
        at = new Path(at.mount(), at.directory().parent());
      }
    }
    return text.isEmpty() ? "/" : text.toString();
  }

  /** The name of what a path has led to, from a root on. */
  public String name(PathWalk.Found found, Path root) {
    if (found.target().isPresent() && found.target().get().isDirectory()) {
      return name(found.target().get(), root);
    }
    String parent = name(found.parent(), root);
    return (parent.equals("/") ? "" : parent) + "/" + found.name();
  }

  public void save(ObjectWriter out) {
    out.pointers(list);
  }

  public void load(ObjectReader in) {
    list.clear();
    list.addAll(in.<Mount>pointers());
  }
}
