package cloister.kernel.view;

import cloister.codec.Json;
import cloister.kernel.Kernel;
import cloister.kernel.overlay.LayerTable;
import cloister.kernel.overlay.OverlayOptions;
import cloister.kernel.vfs.Directory;
import cloister.kernel.vfs.FileSystem;
import cloister.kernel.vfs.Mount;
import cloister.kernel.vfs.MountNamespace;
import cloister.kernel.vfs.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;

/** The overlays that are mounted: their layers, and what each has at which path. */
final class Overlays {
  private static final int MOST_OVERLAYS = 8;

  /** Paths of one overlay that are told of; those that more than one layer has come first. */
  static final int MOST_ROWS = 60;

  private Overlays() {}

  static List<Json> rows(Kernel kernel) {
    TreeMap<Integer, Mount> found = new TreeMap<>();
    for (MountNamespace namespace : kernel.mounts().namespaces()) {
      for (Mount mount : namespace.list()) {
        FileSystem system = mount.root().inode().fileSystem();
        if (system.type().equals("overlay")) {
          found.putIfAbsent(system.device(), mount);
        }
      }
    }
    List<Json> rows = new ArrayList<>();
    for (Mount mount : found.values()) {
      FileSystem system = mount.root().inode().fileSystem();
      if (rows.size() < MOST_OVERLAYS) {
        LayerTable.of(system.root())
            .ifPresent(
                table ->
                    rows.add(json(kernel, mount, OverlayOptions.names(system.options()), table)));
      }
    }
    return rows;
  }

  private static Json json(Kernel kernel, Mount mount, List<String> names, LayerTable table) {
    List<Json> layers = new ArrayList<>();
    for (int i = 0; i < table.layers(); i++) {
      layers.add(
          Json.object()
              .put("name", i < names.size() ? names.get(i) : "")
              .put("writable", i == 0 && table.isWritable())
              .put("files", table.files(i))
              .put("bytes", Long64.json(table.bytes(i)))
              .build());
    }
    List<LayerTable.Row> chosen = chosen(table.rows());
    List<Json> rows = new ArrayList<>();
    for (LayerTable.Row row : chosen) {
      rows.add(json(row));
    }
    Directory root = mount.root().directory();
    return Json.object()
        .put("place", kernel.mounts().name(new Path(mount, root), null))
        .put("layers", layers)
        .put("rows", rows)
        .put("moreRows", table.rows().size() - chosen.size())
        .build();
  }

  /** By path; where there are too many, those that tell of layers most. */
  private static List<LayerTable.Row> chosen(List<LayerTable.Row> all) {
    if (all.size() <= MOST_ROWS) {
      return all;
    }
    List<LayerTable.Row> telling = new ArrayList<>();
    List<LayerTable.Row> plain = new ArrayList<>();
    for (LayerTable.Row row : all) {
      (row.says().size() > 1 || row.answers() <= 0 ? telling : plain).add(row);
    }
    telling.addAll(plain);
    return telling.subList(0, MOST_ROWS);
  }

  private static Json json(LayerTable.Row row) {
    List<Json> says = new ArrayList<>();
    for (LayerTable.Say say : row.says()) {
      says.add(
          Json.object()
              .put("layer", say.layer())
              .put("kind", say.cell().name().toLowerCase(Locale.ROOT))
              .put("bytes", Long64.json(say.bytes()))
              .build());
    }
    return Json.object()
        .put("path", row.path())
        .put("says", says)
        .put("answers", row.answers())
        .build();
  }
}
