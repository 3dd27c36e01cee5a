package cloister.kernel.vfs;

/** A file that {@code mountinfo} calls by another name, where a mount begins with it (proc(5)). */
public interface NamedRoot {
  /** The name, as somebody sees it. */
  String rootName(Caller reader);
}
