package cloister.kernel.vfs;

import cloister.kernel.abi.Errno;
import cloister.kernel.abi.KernelError;
import cloister.kernel.abi.Mode;
import cloister.kernel.time.Cost;
import cloister.kernel.time.KernelTime;
import java.util.Optional;

/** Finds the file of a path (path_resolution(7)). */
public final class PathWalk {
  /** Symbolic links that one path may lead through. */
  private static final int MOST_LINKS = 40;

  private static final int LONGEST_NAME = 255;

  private final Mounts mounts;
  private final KernelTime time;
  private final Caller caller;
  private final Path root;
  private int links;

  public PathWalk(Mounts mounts, KernelTime time, Caller caller, Path root) {
    this.mounts = mounts;
    this.time = time;
    this.caller = caller;
    this.root = root;
  }

  /**
   * What a path leads to.
   *
   * @param parent the directory that the last name is looked for in
   * @param name the last name; {@code .} or {@code ..} or nothing where the path has no other
   * @param target the file, where there is one
   * @param endsInSlash the path must be a directory's
   */
  public record Found(Path parent, String name, Optional<Path> target, boolean endsInSlash) {
    /** The file; ENOENT where there is none. */
    public Path require() throws KernelError {
      if (target.isEmpty()) {
        throw Errno.ENOENT.error();
      }
      return target.get();
    }

    /** Whether the last name is one that can be made or taken away. */
    public boolean hasName() {
      return !name.isEmpty() && !name.equals(".") && !name.equals("..");
    }
  }

  /**
   * @param start of a relative path
   * @param follow a symbolic link at the end, too
   */
  public Found find(Path start, String path, boolean follow) throws KernelError {
    return find(start, path, follow, false);
  }

  /**
   * For what is to be made: where something has that name, it is that, whatever it is, and whether
   * slashes follow it or not.
   */
  public Found findNew(Path start, String path) throws KernelError {
    return find(start, path, false, true);
  }

  private Found find(Path start, String path, boolean follow, boolean makes) throws KernelError {
    if (path.isEmpty()) {
      throw Errno.ENOENT.error();
    }
    Path at = path.charAt(0) == '/' ? root : start;
    int from = skipSlashes(path, 0);
    if (from == path.length()) {
      return new Found(at, "", Optional.of(at), true);
    }
    while (true) {
      int end = nameEnd(path, from);
      int next = skipSlashes(path, end);
      String name = path.substring(from, end);
      boolean last = next == path.length();
      requireSearchable(at);
      Optional<Path> found = step(at, name);
      boolean slash = last && next > end;
      if (last && found.isEmpty()) {
        return new Found(at, name, found, slash);
      }
      Path file = found.orElseThrow(Errno.ENOENT::error);
      if (file.inode().isType(Mode.SYMLINK) && (!last || !makes && (follow || slash))) {
        Found through = followLink(at, file, last);
        if (last) {
          return ended(through, slash);
        }
        file = through.require();
      }
      if (last) {
        Found there = new Found(at, name, Optional.of(file), slash);
        return makes ? there : ended(there, slash);
      }
      at = file;
      from = next;
    }
  }

  private static Found ended(Found found, boolean slash) throws KernelError {
    if (slash && found.target.isPresent() && !found.target.get().isDirectory()) {
      throw Errno.ENOTDIR.error();
    }
    return new Found(found.parent, found.name, found.target, slash || found.endsInSlash);
  }

  private Found followLink(Path from, Path link, boolean last) throws KernelError {
    if (++links > MOST_LINKS) {
      throw Errno.ELOOP.error();
    }
    link.inode().touchAccess();
    if (link.inode() instanceof JumpingLink jump && jump.jumps()) {
      return new Found(from, "", Optional.of(jump.destination(caller)), false);
    }
    String text = link.inode().linkTarget(caller);
    Found found = find(from, text, true);
    if (!last) {
      found.require();
    }
    return found;
  }

  private void requireSearchable(Path at) throws KernelError {
    if (!at.isDirectory()) {
      throw Errno.ENOTDIR.error();
    }
    at.inode().requireAccess(caller);
    if (!at.inode().isFor(caller)) {
      Permissions.require(at.inode(), Mode.EXECUTE, caller.credentials());
    }
  }

  private Optional<Path> step(Path at, String name) throws KernelError {
    time.charge(Cost.PATH_STEP, 1);
    if (name.length() > LONGEST_NAME) {
      throw Errno.ENAMETOOLONG.error();
    }
    if (name.equals(".")) {
      return Optional.of(at);
    }
    if (name.equals("..")) {
      Path above = mounts.above(at, root);
      if (!mounts.isConnected(above)) {
        throw Errno.ENOENT.error();
      }
      return Optional.of(above);
    }
    return at.directory()
        .lookup(name)
        .map(file -> mounts.top(MountPoint.in(at, name, file)).path());
  }

  private static int nameEnd(String path, int from) {
    int slash = path.indexOf('/', from);
    return slash < 0 ? path.length() : slash;
  }

  private static int skipSlashes(String path, int from) {
    int at = from;
    while (at < path.length() && path.charAt(at) == '/') {
      at++;
    }
    return at;
  }
}
