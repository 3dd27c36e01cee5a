package cloister.platform;

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
import cloister.kernel.view.NamedGroup;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The engine's containers that run: each has a control group, and what people call it stands in a
 * file of the machine. For views alone; the kernel knows no containers, and looking changes
 * nothing.
 */
final class Containers {
  private static final String GROUP = "docker";
  private static final String FOLDER = "var/lib/docker/containers/";
  private static final String FILE = "/config.v2.json";
  private static final int MOST_BYTES = 1 << 16;
  private static final int MOST = 64;

  private Containers() {}

  /** By their groups' names, without those whose file says nothing. */
  static List<NamedGroup> of(Kernel kernel) {
    List<NamedGroup> all = new ArrayList<>();
    Cgroup upper = kernel.controlGroups().child(GROUP);
    if (upper != null) {
      for (Cgroup group : upper.children()) {
        if (all.size() < MOST) {
          file(kernel, FOLDER + group.name() + FILE)
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
  private static Optional<Inode> file(Kernel kernel, String path) {
    Inode root = kernel.mounts().namespaces().getFirst().top().inode();
    Optional<Inode> at = Optional.of(root);
    for (String name : path.split("/")) {
      at = at.flatMap(one -> one instanceof Directory in ? in.lookup(name) : Optional.empty());
    }
    return at;
  }

  private static Optional<Json> kept(Inode file) {
    try {
      PageCache pages = file.pages();
      byte[] page = new byte[Frames.SIZE];
      ByteArrayOutputStream all = new ByteArrayOutputStream();
      int count = pages.read(0, page, page.length);
      while (count > 0 && all.size() < MOST_BYTES) {
        all.write(page, 0, count);
        count = pages.read(all.size(), page, page.length);
      }
      return Optional.of(JsonParser.parse(all.toString(StandardCharsets.UTF_8)));
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
