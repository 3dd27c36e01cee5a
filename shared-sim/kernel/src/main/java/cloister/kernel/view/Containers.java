package cloister.kernel.view;

import cloister.codec.Json;
import cloister.codec.JsonException;
import cloister.codec.JsonParser;
import cloister.kernel.Kernel;
import cloister.kernel.abi.KernelError;
import cloister.kernel.cgroup.Cgroup;
import cloister.kernel.mm.Frames;
import cloister.kernel.mm.PageCache;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.Inode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine's containers that run: each has a control group, and what people call it stands in a
 * file of the machine. For views alone; the kernel knows no containers, and looking changes
 * nothing.
 */
public final class Containers {
  private static final String GROUP = "docker";
  private static final List<String> FOLDER = List.of("var", "lib", "docker", "containers");
  private static final String FILE = "config.v2.json";
  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST = 64;

  private Containers() {}

  /** By their groups' names, without those whose file says nothing. */
  public static List<NamedGroup> of(Kernel kernel) {
    List<NamedGroup> all = new ArrayList<>();
    Cgroup upper = kernel.controlGroups().child(GROUP);
    if (upper != null) {
      for (Cgroup group : upper.children()) {
        if (all.size() < MOST) {
          file(kernel, group.name())
              .flatMap(Containers::kept)
              .ifPresent(kept -> all.add(row(group, kept)));
        }
      }
    }
    return all;
  }

  private static NamedGroup row(Cgroup group, Json kept) {
    String root = text(member(member(member(kept, "GraphDriver"), "Data"), "MergedDir"));
    return new NamedGroup(group.path(), text(member(kept, "Name")).replace("/", ""), root);
  }

  /** A file below the first root, by names alone: neither links nor mounts are followed. */
  private static Optional<Inode> file(Kernel kernel, String id) {
    Optional<Inode> at = Optional.of(kernel.mounts().namespaces().getFirst().top().inode());
    List<String> names = new ArrayList<>(FOLDER);
    names.add(id);
    names.add(FILE);
    for (String name : names) {
      at = at.flatMap(one -> one instanceof Directory in ? in.lookup(name) : Optional.empty());
    }
    return at;
  }

  /** What the engine's names are made of is ASCII. */
  private static Optional<Json> kept(Inode file) {
    try {
      PageCache pages = file.pages();
      byte[] page = new byte[Frames.SIZE];
      StringBuilder all = new StringBuilder();
      int count = pages.read(0, page, page.length);
      while (count > 0 && all.length() < MOST_BYTES) {
        for (int i = 0; i < count; i++) {
          all.append((char) (page[i] & 0xff));
        }
        count = pages.read(all.length(), page, page.length);
      }
      return Optional.of(JsonParser.parse(all.toString()));
    } catch (KernelError | JsonException error) {
      return Optional.empty();
    }
  }

  private static Json member(Json of, String name) {
    return of instanceof Json.Obj members ? members.get(name) : Json.NULL;
  }

  private static String text(Json value) {
    return value instanceof Json.Str text ? text.value() : "";
  }
}
