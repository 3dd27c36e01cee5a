package cloister.world.view;

import cloister.codec.Json;
import cloister.cpu.core.Core;
import cloister.cpu.paging.Paging;
import cloister.message.Argument;
import cloister.message.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Paging: the last walk, what the tables map, and what the processor keeps of them. */
final class PagesView {
  private final Scene scene;
  private final boolean search;
  private final Paging paging;

  /**
   * @param search whether to look for who wrote the entries of the walk, which takes a replay
   */
  PagesView(Scene scene, boolean search) {
    this.scene = scene;
    this.search = search;
    paging = scene.cpu().paging();
  }

  /**
   * @param linear the address to walk to; without one the step's own, the refused one first
   * @param otherwise where the step has looked up nothing; without one the next instruction's
   */
  Json json(OptionalInt linear, OptionalInt otherwise) {
    Json.Members pages =
        Json.object()
            .put("on", paging.enabled())
            .put("text", scene.words().sentence(mode()))
            .putUnsigned("cr3", scene.cpu().control(3));
    if (!paging.enabled()) {
      return pages
          .put("accesses", List.of())
          .put("walk", Json.NULL)
          .put("ranges", List.of())
          .put("complete", true)
          .put("data", List.of())
          .put("code", List.of())
          .build();
    }
    List<PageAccess> accesses = PageAccess.ofStep(scene);
    MappedRanges mapped = new MappedRanges(paging);
    TranslationsView translations = new TranslationsView(scene);
    return pages
        .put("accesses", accesses(accesses))
        .put("walk", walk(accesses, linear, otherwise))
        .put("ranges", ranges(mapped))
        .put("complete", mapped.complete())
        .put("data", translations.json(paging.dataTlb()))
        .put("code", translations.json(paging.codeTlb()))
        .build();
  }

  private Message mode() {
    if (!paging.enabled()) {
      return Message.of("view.page.off");
    }
    boolean wide = (scene.cpu().control(4) & Core.CR4_PAE) != 0;
    boolean protect = (scene.cpu().control(0) & Core.CR0_WP) != 0;
    return Message.of(
        wide ? "view.page.pae" : "view.page.on",
        Argument.hex32("cr3", scene.cpu().control(3)),
        Argument.text(
            "protect", Message.of(protect ? "view.page.protected" : "view.page.unprotected")));
  }

  private static List<Json> accesses(List<PageAccess> accesses) {
    List<Json> made = new ArrayList<>();
    for (PageAccess access : accesses) {
      made.add(
          Json.object()
              .putUnsigned("linear", access.linear())
              .put("refused", access instanceof PageAccess.Refused)
              .build());
    }
    return made;
  }

  private Json walk(List<PageAccess> accesses, OptionalInt linear, OptionalInt otherwise) {
    Optional<PageAccess> access = Optional.empty();
    for (PageAccess made : accesses) {
      boolean better = access.isEmpty() || access.get() instanceof PageAccess.Found;
      if (linear.isPresent() ? made.linear() == linear.getAsInt() : better) {
        access = Optional.of(made);
      }
    }
    int unasked = otherwise.orElse(scene.cpu().linearEip());
    int to = linear.orElse(access.map(PageAccess::linear).orElse(unasked));
    return new PageWalkView(scene, to, access).json(search);
  }

  private List<Json> ranges(MappedRanges mapped) {
    List<Json> rows = new ArrayList<>();
    for (MappedRanges.Range range : mapped.ranges()) {
      PageRights rights = range.rights();
      rows.add(
          Json.object()
              .putUnsigned("first", range.first())
              .putUnsigned("last", range.last())
              .putUnsigned("physical", range.physical())
              .put("text", scene.words().text(rights.words()))
              .put("user", rights.user())
              .put("global", rights.global())
              .put("large", rights.large())
              .build());
    }
    return rows;
  }
}
