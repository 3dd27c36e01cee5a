package cloister.kernel.overlay;

import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.DirectoryEntry;
import cloister.kernel.vfs.Inode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** What the layers of an overlay have at each path, without anything being looked up for it. */
public final class LayerTable {
  /** Files that are looked at; what lies behind them is not told. */
  private static final int MOST = 2000;

  /** What a layer has at a path. */
  public enum Cell {
    FILE,
    DIRECTORY,
    /** A directory that hides those below it. */
    OPAQUE,
    WHITEOUT
  }

  /**
   * What one layer says of a path.
   *
   * @param layer its number, from 0 for the uppermost
   */
  public record Say(int layer, Cell cell, long bytes) {}

  /**
   * A path that is no plain directory in all layers.
   *
   * @param answers the layer whose file is seen; -1 where none is
   */
  public record Row(String path, List<Say> says, int answers) {}

  private final List<Row> rows = new ArrayList<>();
  private final boolean writable;
  private final int[] files;
  private final long[] bytes;
  private int left = MOST;

  private LayerTable(int layers, boolean writable) {
    this.writable = writable;
    files = new int[layers];
    bytes = new long[layers];
  }

  /** Of an overlay by its root; empty for what is none. */
  public static Optional<LayerTable> of(Directory root) {
    if (!(root instanceof OverlayDirectory overlay)) {
      return Optional.empty();
    }
    List<Directory> stack = overlay.leaves();
    LayerTable table = new LayerTable(stack.size(), overlay.changeable() != null);
    table.walk("", stack, stack);
    return Optional.of(table);
  }

  public List<Row> rows() {
    return rows;
  }

  /** Whether the uppermost layer is written. */
  public boolean isWritable() {
    return writable;
  }

  public int layers() {
    return files.length;
  }

  /** How many files a layer has, without directories and whiteouts. */
  public int files(int layer) {
    return files[layer];
  }

  public long bytes(int layer) {
    return bytes[layer];
  }

  /**
   * @param here the directories of this path, null where a layer has none
   * @param merged those of them that are seen together
   */
  private void walk(String path, List<Directory> here, List<Directory> merged) {
    TreeMap<String, Boolean> names = new TreeMap<>();
    for (Directory directory : here) {
      Optional<DirectoryEntry> entry = directory == null ? Optional.empty() : directory.entryAt(0);
      while (entry.isPresent() && left > 0) {
        names.put(entry.get().name(), true);
        left--;
        entry = directory.entryAt(entry.get().position() + 1);
      }
    }
    for (String name : names.keySet()) {
      row(path + "/" + name, name, here, merged);
    }
  }

  private void row(String path, String name, List<Directory> here, List<Directory> merged) {
    List<Say> says = new ArrayList<>();
    List<Directory> below = new ArrayList<>();
    boolean plain = true;
    List<Inode> seen = Layers.seen(present(merged), name);
    int answers = -1;
    for (int layer = 0; layer < here.size(); layer++) {
      Directory directory = here.get(layer);
      Inode file = directory == null ? null : directory.lookup(name).orElse(null);
      below.add(file instanceof Directory child ? child : null);
      if (file == null) {
        continue;
      }
      Cell cell = cell(file);
      says.add(new Say(layer, cell, cell == Cell.FILE ? file.size() : 0));
      plain &= cell == Cell.DIRECTORY;
      if (cell == Cell.FILE) {
        files[layer]++;
        bytes[layer] += file.size();
      }
      if (answers < 0 && !seen.isEmpty() && file == seen.getFirst()) {
        answers = layer;
      }
    }
    if (!plain) {
      rows.add(new Row(path, says, answers));
    }
    if (below.stream().anyMatch(child -> child != null)) {
      List<Directory> together = new ArrayList<>();
      for (Directory child : below) {
        together.add(seen.contains(child) ? child : null);
      }
      walk(path, below, together);
    }
  }

  private static List<Directory> present(List<Directory> layers) {
    return layers.stream().filter(layer -> layer != null).toList();
  }

  private static Cell cell(Inode file) {
    if (Layers.isWhiteout(file)) {
      return Cell.WHITEOUT;
    }
    if (file instanceof Directory) {
      return Layers.isOpaque(file) ? Cell.OPAQUE : Cell.DIRECTORY;
    }
    return Cell.FILE;
  }
}
